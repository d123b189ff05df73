// What each provider speaks, as values: endpoints as data, requests and the reading of answers as pure functions.
//
// Nothing here opens a socket. A provider is one file that fills in a ``Provider``, and one line in ``Provider/all``.
