// Figures of the logarithm that the C library computes (glibc since 2.28, musl since 1.2),
// shared by the code for lanes and by the check that the library at hand computes alike.
//
//     x = 2 ** k * z,  z in [0.6875, 1.375);  c near z from log_table.def;  r = z / c - 1
//     log(x) = k * ln2 + log(c) + r + (log(1 + r) - r) = H + t
//     H = k * ln2 + log(c) + r, rounded;  t is what that lost, and
//         r**2 * A0 + r**3 * (A1 + r * A2 + r**2 * (A3 + r * A4))
//
// and for x near 1, where that would cancel, r = x - 1 and
//
//     H = r - r**2 / 2, rounded;  t is what that lost, and
//         r**3 * (B1 + ... r * B2, r**2 * B3, r**3 * (B4 ..., r**3 * (B7 ...)))
//
// The polynomials are from S. Nagy's routines in ARM's optimized-routines (math/log.c). In the
// order of operations of rt_log_figured(), with every product that is added fused with the
// addition, the result H + t is the library's.
#pragma once

#define FORA_LOG_BITS 7                    // of the table's index
#define FORA_LOG_LEAST 0x3fe6000000000000  // bits of 0.6875, where the table begins
#define FORA_LOG_LN2_HIGH 0x1.62e42fefa3800p-1  // a product with k is exact
#define FORA_LOG_LN2_LOW 0x1.ef35793c76730p-45
#define FORA_LOG_A0 -0x1.0000000000001p-1
#define FORA_LOG_A1 0x1.555555551305bp-2
#define FORA_LOG_A2 -0x1.fffffffeb459p-3
#define FORA_LOG_A3 0x1.999b324f10111p-3
#define FORA_LOG_A4 -0x1.55575e506c89fp-3
// Near 1: x from 1 - 2**-4 to below 1 + 1.03515625 * 2**-4, by their bits.
#define FORA_LOG_NEAR_LOW 0x3fee000000000000
#define FORA_LOG_NEAR_HIGH 0x3ff1090000000000
#define FORA_LOG_B1 0x1.5555555555577p-2
#define FORA_LOG_B2 -0x1.ffffffffffdcbp-3
#define FORA_LOG_B3 0x1.999999995dd0cp-3
#define FORA_LOG_B4 -0x1.55555556745a7p-3
#define FORA_LOG_B5 0x1.24924a344de3p-3
#define FORA_LOG_B6 -0x1.fffffa4423d65p-4
#define FORA_LOG_B7 0x1.c7184282ad6cap-4
#define FORA_LOG_B8 -0x1.999eb43b068ffp-4
#define FORA_LOG_B9 0x1.78182f7afd085p-4
#define FORA_LOG_B10 -0x1.5521375d145cdp-4
#define FORA_LOG_SPLIT 0x1p27  // r + r * it - r * it: the upper half of r's bits
// Bits of the least normal float, and how many floats from there on are finite.
#define FORA_LOG_NORMAL 0x0010000000000000
#define FORA_LOG_FINITE 0x7fe0000000000000
// The result counts only if t may be off by so much without changing it: another order of
// operations, or products that are rounded before they are added, change t by less. Near 1
// it is a part of r**2.
#define FORA_LOG_DOUBT 0x1p-67
#define FORA_LOG_DOUBT_NEAR 0x1p-58
