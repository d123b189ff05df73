/// What people do after a meeting, and what they only do in it.
enum Verbs {
    /// Work that leaves a trace.
    static let doing = words(
        """
        send email mail write draft prepare update fix create make set schedule book organise organize arrange review file submit publish
        post push merge deploy release ship test run build implement add remove delete investigate research find look figure follow reach
        contact call ping message ask talk speak invite forward share circulate distribute document finish complete finalize finalise
        order buy get collect gather compile put work take handle own cover check confirm verify sync coordinate meet analyze analyse
        measure benchmark profile refactor migrate upgrade install configure clean close resolve sign pay translate design sketch edit
        upload download include link announce notify remind bring do provide plan propose change cut rewrite revise correct print report
        respond reply read train hire interview onboard approve request chase escalate double-check prototype triage rename move extend
        integrate wire enable disable replace launch roll monitor track log estimate calculate list map summarize summarise evaluate
        assess compare explore choose pick circle drop tell give debug reproduce rebase tag cancel postpone reschedule register renew
        rotate back archive validate simplify improve optimize optimise raise start try host order sort chat tidy drive record survey
        """)

    /// Talk about the talk; never an item unless a later day is named.
    static let meeting = words(
        """
        show go begin stop pass hand let explain say mention present discuss skip wait keep walk turn jump hold mute unmute elaborate
        answer introduce leave come see hear think assume guess admit agree like love want need know remember miss defer end kick open
        pull scroll zoom click switch be have repeat describe comment continue clarify imagine note believe argue bet stay sit quote
        recap reiterate emphasize point bring join rejoin wrap feel hope suggest wonder disagree pause interrupt
        """)

    /// The verb of "would you mind sending"; `nil` unless it is one of ``doing``.
    static func base(ofGerund word: String) -> String? {
        guard word.hasSuffix("ing") else { return nil }
        let stem = String(word.dropLast(3))
        let undoubled = stem.count > 2 && stem.last == stem.dropLast().last ? String(stem.dropLast()) : stem
        return [stem, stem + "e", undoubled].first(where: doing.contains)
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
