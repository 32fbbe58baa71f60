#nullable enable
using Der.V1;

namespace Der
{
    /// <summary>From Unity's space (left-handed, Y up, Z forward, metres) to OpenXR's (right-handed, Y up, -Z forward):
    /// Z changes its sign, and with it the sense of turns about X and Y.</summary>
    public static class UnitySpace
    {
        /// <summary>A position or direction.</summary>
        public static Vec3 ToOpenXr(float x, float y, float z) => new Vec3 { X = x, Y = y, Z = -z };

        /// <summary>A rotation, x y z w.</summary>
        public static Quat ToOpenXr(float x, float y, float z, float w) => new Quat { X = -x, Y = -y, Z = z, W = w };
    }
}
