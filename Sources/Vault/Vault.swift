// Seals and opens secrets. Knows keys, not rows: who owns a key and where a sealed value is kept is decided above.
//
// Two layers of AES-256-GCM (NIST SP 800-38D). A ``DataKey`` of each person seals fields; a ``KeyWrapper`` outside the database wraps
// data keys: a ring of keys here, or a service that keeps them elsewhere. Every sealed value is bound to the place it belongs to, so that
// one moved to another row, field or person does not open. What an older system sealed with Fernet can be read, not written.
