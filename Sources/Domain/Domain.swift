// The values everybody talks about, and the rules that need nothing but values.
//
// Nothing here reads a clock, draws a random number or touches the outside world: time, randomness and identifiers
// arrive as parameters, so that every rule can be tested by calling it.
