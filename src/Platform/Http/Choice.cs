namespace Maru.Platform.Http;

/// <summary>Binds a value of an enumeration from the query by its name as JSON writes it (lower case, hyphens), in any case; a number is no name.</summary>
public readonly record struct Choice<TEnum>(TEnum Value) where TEnum : struct, Enum
{
    public static bool TryParse(string? text, IFormatProvider? provider, out Choice<TEnum> choice)
    {
        var name = (text ?? "").Replace("-", "", StringComparison.Ordinal);
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (string.Equals(value.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                choice = new Choice<TEnum>(value);
                return true;
            }
        }

        choice = default;
        return false;
    }
}
