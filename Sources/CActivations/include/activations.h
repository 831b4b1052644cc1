#ifndef ACTIVATIONS_H
#define ACTIVATIONS_H
#endif
