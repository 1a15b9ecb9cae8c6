using System.Globalization;

namespace Maru.Modules.History.Reading;

/// <summary>The last entry of a page, by its place in time: pages stay where they are while new entries come in at the front.</summary>
internal sealed record HistoryCursor(DateTimeOffset At, Guid Id)
{
    public static HistoryCursor? Parse(string? text)
    {
        var parts = (text ?? "").Split('.');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks) && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(parts[1], "N", out var id) ? new HistoryCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:x}.{Id:N}");
}
