namespace Maru.Storefront.Shell;

/// <summary>The countries a form offers.</summary>
internal static class Countries
{
    public static IReadOnlyList<(string Code, string Korean, string English)> All { get; } =
    [
        ("KR", "대한민국", "South Korea"), ("US", "미국", "United States"), ("JP", "일본", "Japan"), ("DE", "독일", "Germany"), ("GB", "영국", "United Kingdom"), ("FR", "프랑스", "France"),
        ("CA", "캐나다", "Canada"), ("AU", "호주", "Australia"), ("SG", "싱가포르", "Singapore"), ("TW", "대만", "Taiwan"),
    ];

    public static string Name(string code, Visit visit) => All.FirstOrDefault(c => c.Code == code) is { Code: not null } found ? visit.Say(found.Korean, found.English) : code;
}
