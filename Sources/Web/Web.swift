// What people and programs reach over HTTP: pages, the API, and what stands before both.
//
// A handler decodes, makes one call into the product, and renders. Who asks is settled before a handler runs: its context holds a
// person it cannot forget to check. Errors become answers in `Errors.swift` and nowhere else.
