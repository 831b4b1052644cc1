// Functions of two vectors, element by element, of which gated units, PReLU, maxout and CReLU are made. Included with
// CK_PAIR defined as an enumerator, a loop or a table slot.
CK_PAIR(product, product, a * b)
CK_PAIR(product_with_next, productWithNext, FN(fma)(a, b, a))  // a (b + 1), rounded once
CK_PAIR(difference, difference, a - b)

// a times a slope b; 0 where the slope is 0, whatever a is.
CK_PAIR(upstream_product, upstreamProduct, b == 0 ? 0 : (a + p.nothing) * b)

// b is the slope for a below 0, and what prelu's derivative is at a.
CK_PAIR(prelu, prelu, a < 0 ? b * a : a)
CK_PAIR(prelu_derivative, preluDerivative, a > 0 ? 1 : a <= 0 ? b : a)

// The larger, a where they are equal, NaN where one is NaN. Whether a is the largest, b: 1 or 0, and NaN where b is. What
// is left of a for others: nothing where b is 1.
CK_PAIR(larger, larger, a >= b ? a : a == a ? b : a)
CK_PAIR(is_largest, isLargest, a == b ? 1 : b == b ? 0 : b)
CK_PAIR(remainder, remainder, b == 1 ? 0 : a)
