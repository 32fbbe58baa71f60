using NUnit.Framework;

namespace Der.Tests
{
    /// <summary>Run in Unity's Test Runner; the rest is tested outside of Unity.</summary>
    public sealed class SpaceTests
    {
        [Test]
        public void ForwardInUnityIsMinusZInOpenXr() => Assert.AreEqual(-1f, UnitySpace.ToOpenXr(0, 0, 1).Z);

        [Test]
        public void ATurnToTheRightIsNegativeAboutY() => Assert.Less(UnitySpace.ToOpenXr(0, 0.26f, 0, 0.97f).Y, 0f);
    }
}
