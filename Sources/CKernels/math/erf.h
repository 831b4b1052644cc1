// The error function of a magnitude.

// erf a = 1 - (1 - b / 4)^4 with b = 4 - 4 (erfc a)^(1/4) = a + a g(a): without cancellation where a is small, and with
// no exponential. Relative error 2^-27.5 (float), 2^-56.0 (double): scripts/weighted-coefficients.py. Beyond the last a of the
// fit erf a rounds to 1.
CK_INLINE real FN(erf_of_magnitude)(real a) {
    const real within = FN(at_most)(a, CK_BITS == 32 ? R(3.95) : R(5.95)), square = within * within;
#if CK_BITS == 32
    real even = 0x1.88db82p-21f;
    even = FN(fma)(even, square, 0x1.b2accep-13f);
    even = FN(fma)(even, square, -0x1.0833eep-11f);
    even = FN(fma)(even, square, 0x1.4c4838p-8f);
    even = FN(fma)(even, square, -0x1.fa9a34p-5f);
    even = FN(fma)(even, square, 0x1.06eba8p-3f);
    real odd = -0x1.6a0e1cp-16f;
    odd = FN(fma)(odd, square, -0x1.7b1036p-11f);
    odd = FN(fma)(odd, square, 0x1.e841f8p-8f);
    odd = FN(fma)(odd, square, -0x1.316662p-4f);
    odd = FN(fma)(odd, square, 0x1.e8ec72p-2f);
#else
    real even = 0x1.2d7d366f500cfp-49;
    even = FN(fma)(even, square, 0x1.2b0bfeff161bep-40);
    even = FN(fma)(even, square, 0x1.0d455deba595cp-33);
    even = FN(fma)(even, square, 0x1.4d4e5661408a5p-28);
    even = FN(fma)(even, square, 0x1.3d2331a5deeap-24);
    even = FN(fma)(even, square, 0x1.5d5651fec26f8p-22);
    even = FN(fma)(even, square, -0x1.3b183c8ed1e87p-20);
    even = FN(fma)(even, square, -0x1.1d63127070883p-18);
    even = FN(fma)(even, square, 0x1.edf6c64bd057ap-14);
    even = FN(fma)(even, square, -0x1.c6924d5f1834cp-11);
    even = FN(fma)(even, square, 0x1.4057e6c43dbfp-8);
    even = FN(fma)(even, square, -0x1.faaa98f0631c2p-5);
    even = FN(fma)(even, square, 0x1.06eba8214db68p-3);
    real odd = -0x1.3dfd03a91f084p-55;
    odd = FN(fma)(odd, square, -0x1.0cad098c12a9bp-44);
    odd = FN(fma)(odd, square, -0x1.d1be0e0fe4f6bp-37);
    odd = FN(fma)(odd, square, -0x1.de88ef01cf10cp-31);
    odd = FN(fma)(odd, square, -0x1.6efa10ce5b716p-26);
    odd = FN(fma)(odd, square, -0x1.9d26890c14c67p-23);
    odd = FN(fma)(odd, square, -0x1.b157223d329fp-24);
    odd = FN(fma)(odd, square, 0x1.abe303a36a2edp-19);
    odd = FN(fma)(odd, square, -0x1.25240221a6967p-19);
    odd = FN(fma)(odd, square, -0x1.fe68962ef28b9p-12);
    odd = FN(fma)(odd, square, 0x1.fe32019d679ecp-8);
    odd = FN(fma)(odd, square, -0x1.312cfb2fe7194p-4);
    odd = FN(fma)(odd, square, 0x1.e8ec8a4aead07p-2);
#endif
    // Two squarings, 2 (1 - (1 - b / 4)²) and 1 - (1 - c / 2)²; what the first loses when it is rounded goes into the second.
    const real b = FN(fma)(FN(fma)(odd, within, even), within, within);
    const real c = FN(fma)(b * R(-0.125), b, b), lost = FN(fma)(b * R(-0.125), b, b - c);
    return c + FN(fma)(c * R(-0.25), c, lost);
}
