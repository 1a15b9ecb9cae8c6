using System.Runtime.Intrinsics;

namespace Maru.Engines.Imaging.Embedding.Network;

/// <summary>
/// The inner loop: five output pixels times 64 channels (AVX-512: 20 sums in registers, 4 loads and 5 broadcasts for 20
/// multiply-adds) or times 16 channels (AVX2: 10 sums). Five because it divides the pixel count of every stage of 60 x 80.
/// </summary>
internal readonly unsafe struct ConvolutionTile(int taps, int channels, int block, bool addResidual, bool cut)
{
    public const int Pixels = 5;

    public void Run(float* arena, float* filter, float* bias, int* from, int* to, int* tapOffsets, int firstChannel, int residualShift)
    {
        if (Vector512.IsHardwareAccelerated && block == 64)
        {
            Run64(arena, filter, bias, from, to, tapOffsets, firstChannel, residualShift);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            Run32(arena, filter, bias, from, to, tapOffsets, firstChannel, residualShift);
        }
        else
        {
            for (var part = 0; part < block; part += 16)
            {
                Run16(arena, filter + part, bias + part, from, to, tapOffsets, firstChannel + part, residualShift);
            }
        }
    }

    private void Run64(float* arena, float* filter, float* bias, int* from, int* to, int* tapOffsets, int firstChannel, int residualShift)
    {
        Vector512<float> a0 = Vector512.Load(bias), a1 = Vector512.Load(bias + 16), a2 = Vector512.Load(bias + 32), a3 = Vector512.Load(bias + 48);
        Vector512<float> b0 = a0, b1 = a1, b2 = a2, b3 = a3, c0 = a0, c1 = a1, c2 = a2, c3 = a3;
        Vector512<float> d0 = a0, d1 = a1, d2 = a2, d3 = a3, e0 = a0, e1 = a1, e2 = a2, e3 = a3;
        for (var t = 0; t < taps; t++)
        {
            var at = arena + tapOffsets[t];
            float* pa = at + from[0], pb = at + from[1], pc = at + from[2], pd = at + from[3], pe = at + from[4];
            for (nint i = 0; i < channels; i++, filter += 64)
            {
                Vector512<float> w0 = Vector512.Load(filter), w1 = Vector512.Load(filter + 16), w2 = Vector512.Load(filter + 32), w3 = Vector512.Load(filter + 48);
                var v = Vector512.Create(pa[i]);
                a0 = Vector512.FusedMultiplyAdd(v, w0, a0);
                a1 = Vector512.FusedMultiplyAdd(v, w1, a1);
                a2 = Vector512.FusedMultiplyAdd(v, w2, a2);
                a3 = Vector512.FusedMultiplyAdd(v, w3, a3);
                v = Vector512.Create(pb[i]);
                b0 = Vector512.FusedMultiplyAdd(v, w0, b0);
                b1 = Vector512.FusedMultiplyAdd(v, w1, b1);
                b2 = Vector512.FusedMultiplyAdd(v, w2, b2);
                b3 = Vector512.FusedMultiplyAdd(v, w3, b3);
                v = Vector512.Create(pc[i]);
                c0 = Vector512.FusedMultiplyAdd(v, w0, c0);
                c1 = Vector512.FusedMultiplyAdd(v, w1, c1);
                c2 = Vector512.FusedMultiplyAdd(v, w2, c2);
                c3 = Vector512.FusedMultiplyAdd(v, w3, c3);
                v = Vector512.Create(pd[i]);
                d0 = Vector512.FusedMultiplyAdd(v, w0, d0);
                d1 = Vector512.FusedMultiplyAdd(v, w1, d1);
                d2 = Vector512.FusedMultiplyAdd(v, w2, d2);
                d3 = Vector512.FusedMultiplyAdd(v, w3, d3);
                v = Vector512.Create(pe[i]);
                e0 = Vector512.FusedMultiplyAdd(v, w0, e0);
                e1 = Vector512.FusedMultiplyAdd(v, w1, e1);
                e2 = Vector512.FusedMultiplyAdd(v, w2, e2);
                e3 = Vector512.FusedMultiplyAdd(v, w3, e3);
            }
        }

        arena += firstChannel;
        Store4(arena + to[0], residualShift, a0, a1, a2, a3);
        Store4(arena + to[1], residualShift, b0, b1, b2, b3);
        Store4(arena + to[2], residualShift, c0, c1, c2, c3);
        Store4(arena + to[3], residualShift, d0, d1, d2, d3);
        Store4(arena + to[4], residualShift, e0, e1, e2, e3);
    }

    private void Run32(float* arena, float* filter, float* bias, int* from, int* to, int* tapOffsets, int firstChannel, int residualShift)
    {
        Vector512<float> a0 = Vector512.Load(bias), a1 = Vector512.Load(bias + 16);
        Vector512<float> b0 = a0, b1 = a1, c0 = a0, c1 = a1, d0 = a0, d1 = a1, e0 = a0, e1 = a1;
        for (var t = 0; t < taps; t++)
        {
            var at = arena + tapOffsets[t];
            float* pa = at + from[0], pb = at + from[1], pc = at + from[2], pd = at + from[3], pe = at + from[4];
            for (nint i = 0; i < channels; i++, filter += 32)
            {
                Vector512<float> w0 = Vector512.Load(filter), w1 = Vector512.Load(filter + 16);
                var v = Vector512.Create(pa[i]);
                a0 = Vector512.FusedMultiplyAdd(v, w0, a0);
                a1 = Vector512.FusedMultiplyAdd(v, w1, a1);
                v = Vector512.Create(pb[i]);
                b0 = Vector512.FusedMultiplyAdd(v, w0, b0);
                b1 = Vector512.FusedMultiplyAdd(v, w1, b1);
                v = Vector512.Create(pc[i]);
                c0 = Vector512.FusedMultiplyAdd(v, w0, c0);
                c1 = Vector512.FusedMultiplyAdd(v, w1, c1);
                v = Vector512.Create(pd[i]);
                d0 = Vector512.FusedMultiplyAdd(v, w0, d0);
                d1 = Vector512.FusedMultiplyAdd(v, w1, d1);
                v = Vector512.Create(pe[i]);
                e0 = Vector512.FusedMultiplyAdd(v, w0, e0);
                e1 = Vector512.FusedMultiplyAdd(v, w1, e1);
            }
        }

        arena += firstChannel;
        Store2(arena + to[0], residualShift, a0, a1);
        Store2(arena + to[1], residualShift, b0, b1);
        Store2(arena + to[2], residualShift, c0, c1);
        Store2(arena + to[3], residualShift, d0, d1);
        Store2(arena + to[4], residualShift, e0, e1);
    }

    private void Run16(float* arena, float* filter, float* bias, int* from, int* to, int* tapOffsets, int firstChannel, int residualShift)
    {
        Vector256<float> a0 = Vector256.Load(bias), a1 = Vector256.Load(bias + 8);
        Vector256<float> b0 = a0, b1 = a1, c0 = a0, c1 = a1, d0 = a0, d1 = a1, e0 = a0, e1 = a1;
        for (var t = 0; t < taps; t++)
        {
            var at = arena + tapOffsets[t];
            float* pa = at + from[0], pb = at + from[1], pc = at + from[2], pd = at + from[3], pe = at + from[4];
            for (nint i = 0; i < channels; i++, filter += block)
            {
                Vector256<float> w0 = Vector256.Load(filter), w1 = Vector256.Load(filter + 8);
                var v = Vector256.Create(pa[i]);
                a0 = Vector256.FusedMultiplyAdd(v, w0, a0);
                a1 = Vector256.FusedMultiplyAdd(v, w1, a1);
                v = Vector256.Create(pb[i]);
                b0 = Vector256.FusedMultiplyAdd(v, w0, b0);
                b1 = Vector256.FusedMultiplyAdd(v, w1, b1);
                v = Vector256.Create(pc[i]);
                c0 = Vector256.FusedMultiplyAdd(v, w0, c0);
                c1 = Vector256.FusedMultiplyAdd(v, w1, c1);
                v = Vector256.Create(pd[i]);
                d0 = Vector256.FusedMultiplyAdd(v, w0, d0);
                d1 = Vector256.FusedMultiplyAdd(v, w1, d1);
                v = Vector256.Create(pe[i]);
                e0 = Vector256.FusedMultiplyAdd(v, w0, e0);
                e1 = Vector256.FusedMultiplyAdd(v, w1, e1);
            }
        }

        arena += firstChannel;
        Store(arena + to[0], residualShift, a0, a1);
        Store(arena + to[1], residualShift, b0, b1);
        Store(arena + to[2], residualShift, c0, c1);
        Store(arena + to[3], residualShift, d0, d1);
        Store(arena + to[4], residualShift, e0, e1);
    }

    private void Store4(float* to, int residualShift, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        Store2(to, residualShift, v0, v1);
        Store2(to + 32, residualShift, v2, v3);
    }

    private void Store2(float* to, int residualShift, Vector512<float> v0, Vector512<float> v1)
    {
        if (addResidual)
        {
            v0 += Vector512.Load(to + residualShift);
            v1 += Vector512.Load(to + residualShift + 16);
        }

        Vector512.Store(cut ? Vector512.Max(v0, Vector512<float>.Zero) : v0, to);
        Vector512.Store(cut ? Vector512.Max(v1, Vector512<float>.Zero) : v1, to + 16);
    }

    private void Store(float* to, int residualShift, Vector256<float> v0, Vector256<float> v1)
    {
        if (addResidual)
        {
            v0 += Vector256.Load(to + residualShift);
            v1 += Vector256.Load(to + residualShift + 8);
        }

        Vector256.Store(cut ? Vector256.Max(v0, Vector256<float>.Zero) : v0, to);
        Vector256.Store(cut ? Vector256.Max(v1, Vector256<float>.Zero) : v1, to + 8);
    }
}
