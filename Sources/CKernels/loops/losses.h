// Losses of one logit a and its target b, and their derivatives with respect to the logit (loss_functions.h). Included
// with CK_LOSS defined as an enumerator, a loop or a table slot.

// Parameters: the weight of class 1, the weight of class 0, a factor of derivatives.
CK_LOSS(cross_entropy, crossEntropy, FN(cross_entropy)(a, b, p))
CK_LOSS(cross_entropy_derivative, crossEntropyDerivative, FN(cross_entropy_derivative)(a, b, p))

// Gamma is the fourth. The target is 0 or 1.
CK_LOSS(focal, focal, FN(focal)(a, b, p))
CK_LOSS(focal_derivative, focalDerivative, FN(focal_derivative)(a, b, p))
