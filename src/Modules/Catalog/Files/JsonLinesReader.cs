using System.Text.Json;

namespace Maru.Modules.Catalog.Files;

/// <summary>One product a line; a line that is none is reported and the next is read.</summary>
internal sealed class JsonLinesReader(TextReader text, TimeProvider time)
{
    private const int LongestLine = 4 << 20;

    public IEnumerable<ReadProduct> Read()
    {
        var now = time.GetUtcNow();
        var number = 0;
        while (ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ReadOne(line, number, now);
            }
        }
    }

    private static ReadProduct ReadOne(string line, int number, DateTimeOffset now)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonLine>(line, JsonLine.Options) is { } product
                ? new ReadProduct(product.ToDraft(number, now), product.Seller, [])
                : ReadProduct.Bad(number, null, "null is no product");
        }
        catch (JsonException e)
        {
            return ReadProduct.Bad(number, null, e.Path is { Length: > 1 } path ? $"the JSON is not as expected at {path}" : "this is no JSON object of a product");
        }
    }

    private string? ReadLine()
    {
        var line = text.ReadLine();
        return line is { Length: > LongestLine } ? throw new FileProblemException($"A line is longer than {LongestLine} characters.") : line;
    }
}
