// Every activation, once. Included with CK_ACTIVATION defined as an enumerator, a descriptor, a loop or a table slot,
// and with CK_FUNCTIONS for the functions themselves (see loops/stamp.h).
#include "exp.h"
#include "leaky_relu.h"
#include "linear.h"
#include "log_sigmoid.h"
#include "logit.h"
#include "relu.h"
#include "sigmoid.h"
#include "softplus.h"
#include "tanh.h"
