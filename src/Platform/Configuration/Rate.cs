using System.Globalization;

namespace Maru.Platform.Configuration;

/// <summary>At most so many in a time.</summary>
/// <param name="Permits">0 stands for no limit at all.</param>
public readonly record struct Rate(int Permits, TimeSpan Window)
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    public static Rate Off => default;

    public bool IsOff => Permits == 0;

    public override string ToString() => IsOff ? "off" : string.Create(CultureInfo.InvariantCulture, $"{Permits}/{Durations.Write(Window)}");

    internal static object? Read(string text)
    {
        if (text.Trim() == "off")
        {
            return Off;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && int.TryParse(text.AsSpan(0, slash).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var permits) && permits > 0 &&
            Durations.Read(text[(slash + 1)..]) is { } window && window >= TimeSpan.FromSeconds(1) && window <= LongestWindow
                ? new Rate(permits, window)
                : null;
    }
}
