#if canImport(Glibc)
    import Glibc
#endif

/// A crash must not write the memory of a process that holds tokens to the disk.
enum CoreDumps {
    static func turnOff() {
        #if canImport(Glibc)
            var none = rlimit(rlim_cur: 0, rlim_max: 0)
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        #endif
    }
}
