namespace Maru.Platform.Telemetry;

/// <summary>The labels of one series, as they came with a measurement.</summary>
internal sealed record Labels((string Name, string Value)[] Pairs)
{
    /// <summary>Finds a series by the tags of a measurement without making anything of them first.</summary>
    public sealed class Comparer : IEqualityComparer<Labels>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, Labels>
    {
        public bool Equals(Labels? x, Labels? y) => x!.Pairs.AsSpan().SequenceEqual(y!.Pairs);

        public int GetHashCode(Labels labels)
        {
            var hash = default(HashCode);
            foreach (var (name, value) in labels.Pairs)
            {
                hash.Add(name);
                hash.Add(value);
            }

            return hash.ToHashCode();
        }

        public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, Labels other)
        {
            if (alternate.Length != other.Pairs.Length)
            {
                return false;
            }

            for (var i = 0; i < alternate.Length; i++)
            {
                if (alternate[i].Key != other.Pairs[i].Name || TextOf(alternate[i].Value) != other.Pairs[i].Value)
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
        {
            var hash = default(HashCode);
            foreach (var (name, value) in alternate)
            {
                hash.Add(name);
                hash.Add(TextOf(value));
            }

            return hash.ToHashCode();
        }

        public Labels Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
        {
            var pairs = new (string Name, string Value)[alternate.Length];
            for (var i = 0; i < pairs.Length; i++)
            {
                pairs[i] = (alternate[i].Key, TextOf(alternate[i].Value));
            }

            return new Labels(pairs);
        }

        private static string TextOf(object? value) => value as string ?? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
