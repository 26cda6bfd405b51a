// Sine and cosine of angles in whole turns, by the sequence of operations of org.argand.backend.BoxMuller: normal
// numbers are the same to the last bit on every device.
#pragma once

#include "scalar.cuh"

namespace argand {

/** sin 2πr for |r| ≤ ⅛. */
ARGAND_INLINE double sinOfTurns(double r)
{
    double z = r * r;
    double p = 0x1.e4a9f0c775a2cp1;
    p = fma(p, z, -0x1.e3027e2671503p3);
    p = fma(p, z, 0x1.50783208b9495p5);
    p = fma(p, z, -0x1.32d2cce5005edp6);
    p = fma(p, z, 0x1.466bc6775a478p6);
    p = fma(p, z, -0x1.4abbce625be52p5);
    return fma(r, 0x1.921fb54442d18p2, r * fma(p, z, 0x1.1a62633145c07p-52));
}

/** cos 2πr for |r| ≤ ⅛. */
ARGAND_INLINE double cosOfTurns(double r)
{
    double z = r * r;
    double p = -0x1.b2f3fb1daad13p0;
    p = fma(p, z, 0x1.f9ce248e47d2bp2);
    p = fma(p, z, -0x1.a6d1eef4b32dcp4);
    p = fma(p, z, 0x1.e1f5068689132p5);
    p = fma(p, z, -0x1.55d3c7e3cb243p6);
    p = fma(p, z, 0x1.03c1f081b5ac0p6);
    p = fma(p, z, -0x1.3bd3cc9be45dep4);
    return fma(p, z, 1.0);
}

/** The point of the unit circle at an angle. */
struct Direction {
    double sin;
    double cos;
};

/** That of some quarter turns and |r| ≤ ⅛ of a turn. */
ARGAND_INLINE Direction directionOf(int quarters, double r)
{
    double s = sinOfTurns(r);
    double c = cosOfTurns(r);
    bool swapped = (quarters & 1) != 0;
    double sin = swapped ? c : s;
    double cos = swapped ? s : c;
    return {(quarters & 2) != 0 ? -sin : sin, ((quarters + 1) & 2) != 0 ? -cos : cos};
}

/** That of v turns, |v| ≤ 1. */
ARGAND_INLINE Direction directionOf(double v)
{
    double quarters = rint(4 * v);
    return directionOf(int(quarters), v - 0.25 * quarters);
}

/** That of πx; zeros are exact, and positive. */
ARGAND_INLINE Direction directionOfHalfTurns(double x)
{
    if (fabs(x) < 0x1p-60) {
        return {PI * x + 0.0, 1};
    }
    Direction d = directionOf(0.5 * (x - 2 * rint(0.5 * x)));
    return {d.sin + 0.0, d.cos + 0.0};
}

}  // namespace argand
