namespace Maru.Engines.Imaging.Embedding.Network;

/// <summary>
/// A 3 x 3 or 1 x 1 convolution between two planes of the arena, with bias, and if asked the sum with what a plane already
/// holds and a cut at zero. Everything that depends on the shape is worked out once, here.
/// </summary>
internal sealed unsafe class Convolution
{
    private readonly float[] weights;
    private readonly float[] bias;
    private readonly int[] inputOffsets;
    private readonly int[] outputOffsets;
    private readonly int[] tapOffsets;
    private readonly int channels;
    private readonly int block;
    private readonly int residualShift;
    private readonly ConvolutionTile tile;

    /// <param name="filter">Output channels, input channels, height, width.</param>
    /// <param name="bias">One number an output channel.</param>
    /// <param name="residual">A plane of the shape of the output to add, or null.</param>
    public Convolution(Tensor filter, Tensor bias, Plane input, Plane output, int stride, Plane? residual, bool cut)
    {
        var (outputs, inputs, kernel) = (filter.Shape[0], filter.Shape[1], filter.Shape[2]);
        var pixels = output.Width * output.Height;
        block = outputs % 64 == 0 ? 64 : 32;
        if (inputs != input.Channels || outputs != output.Channels || outputs % block != 0 || pixels % ConvolutionTile.Pixels != 0 || kernel is not (1 or 3))
        {
            throw new InvalidDataException($"{filter.Name} does not fit its place in the network.");
        }

        channels = inputs;
        weights = Pack(filter, block);
        this.bias = bias.Values;
        residualShift = residual is null ? 0 : residual.Offset - output.Offset;
        tile = new(kernel * kernel, inputs, block, residual is not null, cut);
        inputOffsets = new int[pixels];
        outputOffsets = new int[pixels];
        for (var p = 0; p < pixels; p++)
        {
            int x = p % output.Width, y = p / output.Width;
            inputOffsets[p] = input.At(x * stride, y * stride);
            outputOffsets[p] = output.At(x, y);
        }

        tapOffsets = new int[kernel * kernel];
        for (var t = 0; t < tapOffsets.Length; t++)
        {
            var reach = kernel / 2;
            tapOffsets[t] = input.At((t % kernel) - reach, (t / kernel) - reach) - input.At(0, 0);
        }
    }

    public void Run(float* arena)
    {
        fixed (float* w = weights, b = bias)
        fixed (int* from = inputOffsets, to = outputOffsets, taps = tapOffsets)
        {
            var perBlock = tapOffsets.Length * channels * block;
            for (var o = 0; o < bias.Length; o += block)
            {
                var filter = w + ((o / block) * perBlock);
                for (var p = 0; p < inputOffsets.Length; p += ConvolutionTile.Pixels)
                {
                    tile.Run(arena, filter, b + o, from + p, to + p, taps, o, residualShift);
                }
            }
        }
    }

    /// <summary>To [block of outputs][tap][input][output within the block]: the order the tile reads.</summary>
    private static float[] Pack(Tensor filter, int block)
    {
        var (outputs, inputs, taps) = (filter.Shape[0], filter.Shape[1], filter.Shape[2] * filter.Shape[3]);
        var packed = new float[filter.Values.Length];
        for (var o = 0; o < outputs; o++)
        {
            for (var i = 0; i < inputs; i++)
            {
                for (var t = 0; t < taps; t++)
                {
                    packed[((((((o / block) * taps) + t) * inputs) + i) * block) + (o % block)] = filter.Values[(((o * inputs) + i) * taps) + t];
                }
            }
        }

        return packed;
    }
}
