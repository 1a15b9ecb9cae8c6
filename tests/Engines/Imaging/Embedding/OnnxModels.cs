using Maru.Engines.Imaging.Embedding.Network;

namespace Maru.Engines.Imaging.Tests.Embedding;

/// <summary>Models for the tests: ResNet-50 (He et al. 2015, table 1) of random weights, and the trunk of Maru's own network.</summary>
internal static class OnnxModels
{
    public static byte[] ResNet50()
    {
        var random = new Random(1);
        var graph = new OnnxGraph();
        var at = Layer("x", 3, 64, 7, 2, 1);
        at = graph.MaxPool(graph.Node("Relu", [at]), 3, 2, 1);
        var channels = 64;
        foreach (var (width, blocks, stride) in new[] { (64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2) })
        {
            for (var block = 0; block < blocks; block++)
            {
                var step = block == 0 ? stride : 1;
                var inner = graph.Node("Relu", [Layer(at, channels, width, 1, 1, 1)]);
                inner = graph.Node("Relu", [Layer(inner, width, width, 3, step, 1)]);
                inner = Layer(inner, width, 4 * width, 1, 1, 0.3f);
                var shortcut = block == 0 ? Layer(at, channels, 4 * width, 1, step, 0.7f) : at;
                at = graph.Node("Relu", [graph.Node("Add", [inner, shortcut])]);
                channels = 4 * width;
            }
        }

        at = graph.Node("Flatten", [graph.Node("GlobalAveragePool", [at])]);
        return graph.Model("x", [-1, 3, 224, 224], at, [-1, 2048]);

        string Layer(string input, int from, int to, int side, int step, float gain)
        {
            var weights = new float[to * from * side * side];
            var spread = gain * MathF.Sqrt(6f / (from * side * side));
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = ((2 * random.NextSingle()) - 1) * spread;
            }

            return graph.Conv(input, weights, [to, from, side, side], new float[to], step, side / 2);
        }
    }

    /// <summary>The trained trunk, with ImageNet's scaling undone first; its output is the features before the head.</summary>
    public static byte[] ProductTrunk(WeightFile file)
    {
        var graph = new OnnxGraph();
        float[] deviation = [0.229f, 0.224f, 0.225f], mean = [0.485f, 0.456f, 0.406f];
        var scaled = graph.Node("Mul", ["x", graph.Constant([.. deviation.Select(d => d * 255 / 70)], [1, 3, 1, 1])]);
        scaled = graph.Node("Add", [scaled, graph.Constant([.. mean.Select(m => ((m * 255) - 213) / 70)], [1, 3, 1, 1])]);
        var at = graph.Node("Relu", [Layer(scaled, "stem", 2)]);
        var means = new List<string>();
        for (var stage = 0; file.Has($"stages.{stage}.0.conv1.weight"); stage++)
        {
            for (var block = 0; file.Has($"stages.{stage}.{block}.conv1.weight"); block++)
            {
                var name = $"stages.{stage}.{block}";
                var stride = stage > 0 && block == 0 ? 2 : 1;
                var inner = Layer(graph.Node("Relu", [Layer(at, name + ".conv1", stride)]), name + ".conv2", 1);
                var shortcut = file.Has(name + ".shortcut.weight") ? Layer(at, name + ".shortcut", stride) : at;
                at = graph.Node("Relu", [graph.Node("Add", [inner, shortcut])]);
            }

            means.Add(graph.Node("GlobalAveragePool", [at]));
        }

        var output = graph.Concat([.. means.Skip(1)]);
        return graph.Model("x", [-1, 3, 80, 60], output, [-1, 448, 1, 1]);

        string Layer(string input, string name, int stride)
        {
            var filter = file[name + ".weight"];
            return graph.Conv(input, filter.Values, filter.Shape, file[name + ".bias"].Values, stride, filter.Shape[2] / 2);
        }
    }
}
