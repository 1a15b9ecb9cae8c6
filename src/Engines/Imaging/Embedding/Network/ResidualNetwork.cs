using System.Runtime.Intrinsics;

namespace Maru.Engines.Imaging.Embedding.Network;

/// <summary>
/// The trunk: a stem and stages of residual blocks, as tools/vision-training/network.py has them with the batch norms folded
/// in. Its features are the channel means of every stage but the first. One instance runs one picture at a time.
/// </summary>
internal sealed unsafe class ResidualNetwork
{
    private readonly List<Convolution> steps = [];
    private readonly List<Plane> stages = [];
    private readonly float[] arena;
    private readonly int start;

    public ResidualNetwork(WeightFile file, int width, int height)
    {
        Input = new(0, width, height, 3);
        var stem = Following(Input, file["stem.weight"], 2);
        Add(file, "stem", Input, stem, 2, null, cut: true);
        var at = stem;
        var end = stem.End;
        for (var stage = 0; file.Has($"stages.{stage}.0.conv1.weight"); stage++)
        {
            for (var block = 0; file.Has($"stages.{stage}.{block}.conv1.weight"); block++)
            {
                at = AddBlock(file, $"stages.{stage}.{block}", at, ref end, stage > 0 && block == 0 ? 2 : 1);
            }

            stages.Add(at);
        }

        Features = stages.Skip(1).Sum(p => p.Channels);

        // pinned, and 64 bytes to spare: a vector that straddles two cache lines loads at half the speed
        arena = GC.AllocateArray<float>(end + 16, pinned: true);
        fixed (float* first = arena)
        {
            start = (int)((64 - ((nuint)first & 63)) & 63) / sizeof(float);
        }
    }

    public Plane Input { get; }

    public int Features { get; }

    /// <summary>Where the caller writes the pixel at x, y: three floats.</summary>
    public Span<float> InputPixel(int x, int y) => arena.AsSpan(start + Input.At(x, y), 3);

    public void Run(Span<float> features)
    {
        fixed (float* first = arena)
        {
            foreach (var step in steps)
            {
                step.Run(first + start);
            }
        }

        foreach (var plane in stages.Skip(1))
        {
            Mean(plane, features[..plane.Channels]);
            features = features[plane.Channels..];
        }
    }

    private static Plane Following(Plane input, Tensor filter, int stride) =>
        new(input.End, (input.Width + stride - 1) / stride, (input.Height + stride - 1) / stride, filter.Shape[0]);

    private Plane AddBlock(WeightFile file, string name, Plane input, ref int end, int stride)
    {
        var middle = Following(input, file[name + ".conv1.weight"], stride) with { Offset = end };
        var output = middle with { Offset = middle.End };
        end = output.End;
        Add(file, name + ".conv1", input, middle, stride, null, cut: true);
        var projected = file.Has(name + ".shortcut.weight");
        if (projected)
        {
            Add(file, name + ".shortcut", input, output, stride, null, cut: false);
        }

        Add(file, name + ".conv2", middle, output, 1, projected ? output : input, cut: true);
        return output;
    }

    private void Add(WeightFile file, string name, Plane input, Plane output, int stride, Plane? residual, bool cut) =>
        steps.Add(new(file[name + ".weight"], file[name + ".bias"], input, output, stride, residual, cut));

    private void Mean(Plane plane, Span<float> to)
    {
        var share = 1f / (plane.Width * plane.Height);
        for (var channel = 0; channel < plane.Channels; channel += 16)
        {
            var sum = Vector512<float>.Zero;
            for (var y = 0; y < plane.Height; y++)
            {
                for (var x = 0; x < plane.Width; x++)
                {
                    sum += Vector512.Create<float>(arena.AsSpan(start + plane.At(x, y) + channel, 16));
                }
            }

            (sum * share).CopyTo(to[channel..]);
        }
    }
}
