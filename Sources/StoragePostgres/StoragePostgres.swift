// PostgreSQL through libpq: the only user of that library.
//
// A unit of work borrows a connection from a pool, runs on that connection's own queue so that no cooperative thread ever waits for the
// network, and says by a signed ticket on whose behalf it asks. Everything in a connection happens under a deadline and can be cancelled.
