namespace Maru.Bench;

/// <summary>The <c>--name value</c> pairs after a bench's name; a name without a value is a switch.</summary>
internal sealed class BenchOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static BenchOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].TrimStart('-');
            var hasValue = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal);
            options._values[name] = hasValue ? args[++i] : "true";
        }

        return options;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string Get(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);

    public int Get(string name, int otherwise) =>
        _values.TryGetValue(name, out var text) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The directory the measurements' data lies in: <c>--data</c>, or <c>shared/data</c> beside the repository.</summary>
    public string Data => Get("data", "../shared/data");
}
