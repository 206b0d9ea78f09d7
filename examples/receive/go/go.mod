module hooklane.dev/examples/receive

go 1.21
