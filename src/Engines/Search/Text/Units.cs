namespace Maru.Engines.Search.Text;

/// <summary>The many ways of writing a unit, each to one word, so that 12", 12 in., 12in and 12 inches are the same words.</summary>
internal static class Units
{
    // canonical; forms that are the unit wherever they stand; forms that are it only behind a number ("in", "a" and "w" are words too)
    private static readonly (string Canonical, string Anywhere, string AfterNumber)[] Table =
    [
        ("in", "inch inches 인치", "in ins \""),
        ("ft", "ft feet foot", "' f"),
        ("yd", "yd yds yard yards", ""),
        ("mm", "mm millimeter millimeters millimetre", "밀리 밀리미터"),
        ("cm", "cm centimeter centimeters centimetre", "센티 센치 센티미터"),
        ("m", "", "m meter meters metre metres 미터"),
        ("gal", "gal gallon gallons gals", ""),
        ("oz", "oz ounce ounces", "온스"),
        ("lb", "lb lbs pound pounds", ""),
        ("qt", "qt qts quart quarts", ""),
        ("ml", "ml milliliter", "밀리리터"),
        ("l", "liter liters litre litres 리터", "l"),
        ("kg", "kg kgs kilogram", "킬로 킬로그램"),
        ("g", "gram grams 그램", "g"),
        ("volt", "volt volts", "v 볼트"),
        ("watt", "watt watts", "w 와트"),
        ("amp", "amp amps ampere", "a 암페어"),
        ("gauge", "gauge", "ga"),
        ("pack", "pack packs pk packet", "팩 입"),
        ("piece", "piece pieces pc pcs", "개 개입"),
        ("hp", "hp horsepower", "마력"),
        ("btu", "btu btus", ""),
        ("deg", "degree degrees deg", ""),
        ("sq", "sq square", ""),
        ("cu", "cu cubic", ""),
        ("gb", "gb gigabyte", "기가"),
        ("tb", "tb terabyte", "테라"),
    ];

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Anywhere = ByForm(t => t.Anywhere);
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> AfterNumber = ByForm(t => t.Anywhere + " " + t.AfterNumber);

    public static bool TryCanonical(ReadOnlySpan<char> word, bool afterNumber, out string canonical)
    {
        canonical = "";
        return word.Length <= 12 && (afterNumber ? AfterNumber : Anywhere).TryGetValue(word, out canonical!);
    }

    private static Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByForm(Func<(string Canonical, string Anywhere, string AfterNumber), string> forms) =>
        Table.SelectMany(t => forms(t).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => (Form: f, t.Canonical)))
            .ToDictionary(p => p.Form, p => p.Canonical, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
