// Figures of the exponential that the C library computes (glibc since 2.28, musl since 1.2),
// shared by the code for lanes and by the check that the library at hand computes alike.
//
//     x = k * ln2 / 128 + r,  |r| <= ln2 / 256,  k an integer,  i = k mod 128
//     exp(x) = 2 ** (k / 128) * exp(r) = S + S * q
//     S = 2 ** floor(k / 128) * H[i],  H[i] * (1 + T[i]) = 2 ** (i / 128)
//     q = T[i] + r + r**2 * (C2 + r * C3) + r**4 * (C4 + r * C5)
//
// The polynomial is from S. Nagy's routines in ARM's optimized-routines (math/exp.c): it is
// off by less than 2 ** -65 of exp(r). In the order of operations of rt_exp_figured(), with
// every product that is added fused with the addition, the result is the library's.
#pragma once

#define FORA_EXP_BITS 7                                // of i
#define FORA_EXP_PER_UNIT (0x1.71547652b82fep0 * 128)  // 128 / ln2
#define FORA_EXP_STEP_HIGH 0x1.62e42fefa0000p-8  // ln2 / 128: a product with k is exact
#define FORA_EXP_STEP_LOW 0x1.cf79abc9e3b39p-47  // the rest of it
#define FORA_EXP_C2 0x1.ffffffffffdbdp-2
#define FORA_EXP_C3 0x1.555555555543cp-3
#define FORA_EXP_C4 0x1.55555cf172b91p-5
#define FORA_EXP_C5 0x1.1111167a4d017p-7
// A sum with it is rounded to an integer, which then stands in the lowest bits.
#define FORA_EXP_SHIFT 0x1.8p52
// Below that in magnitude neither S nor the result is near the ends of what a float holds.
#define FORA_EXP_MOST 512.0
// The result counts only if q may be off by so much without changing it: another order of
// operations, or products that are rounded before they are added, change q by less.
#define FORA_EXP_DOUBT 0x1p-61
