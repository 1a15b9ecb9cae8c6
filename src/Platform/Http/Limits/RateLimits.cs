using Maru.Contracts;
using Maru.Platform.Configuration;

namespace Maru.Platform.Http.Limits;

/// <summary>Whose requests are counted together.</summary>
internal enum CountedBy
{
    /// <summary>The signed-in user or API key, else the network address.</summary>
    Caller,

    /// <summary>The network address, whoever is signed in.</summary>
    Address,

    /// <summary>The network address together with what the request is about (<see cref="ILimitedRequest"/>): somebody who tries one account from one place.</summary>
    AddressAndSubject,

    /// <summary>The signed-in user, else what the request is about: a guest's cart. Many shoppers behind one address are no reason to refuse one.</summary>
    CallerOrSubject,
}

/// <summary>A request that says what it is about, for limits that count by it.</summary>
public interface ILimitedRequest
{
    string? LimitSubject { get; }
}

/// <summary>A limit that endpoints name with <c>.Limited(...)</c>; how much it allows can change while the shop runs.</summary>
public sealed class RateLimitPolicy
{
    internal RateLimitPolicy(string name, CountedBy by, Rate fallback, LocalizedText title)
    {
        Name = name;
        By = by;
        Setting = Configuration.Setting.Limit(
            "limits." + name, fallback, title,
            new LocalizedText("요청이 이보다 잦으면 429로 거절합니다. 같은 기기(루프백)에서 온 요청은 주소로 세지 않습니다.", "Requests that come faster are refused with 429. Those from this machine are not counted by address."));
    }

    public string Name { get; }

    internal CountedBy By { get; }

    internal Setting<Rate> Setting { get; }
}

/// <summary>The limits there are. Generous: they stop programs, not people.</summary>
public static class RateLimits
{
    public static readonly RateLimitPolicy General = new(
        "general", CountedBy.Caller, new Rate(3000, TimeSpan.FromMinutes(1)), new LocalizedText("API 전체", "The whole API"));

    public static readonly RateLimitPolicy Search = new(
        "search", CountedBy.Caller, new Rate(600, TimeSpan.FromMinutes(1)), new LocalizedText("검색과 자동 완성", "Search and suggestions"));

    public static readonly RateLimitPolicy SignIn = new(
        "signIn", CountedBy.AddressAndSubject, new Rate(10, TimeSpan.FromMinutes(1)), new LocalizedText("한 계정에 로그인 시도", "Sign-in attempts on one account"));

    public static readonly RateLimitPolicy SignInAnyAccount = new(
        "signInAnyAccount", CountedBy.Address, new Rate(60, TimeSpan.FromMinutes(1)), new LocalizedText("한 주소에서 로그인 시도", "Sign-in attempts from one address"));

    public static readonly RateLimitPolicy Register = new(
        "register", CountedBy.Address, new Rate(20, TimeSpan.FromMinutes(10)), new LocalizedText("한 주소에서 회원 가입", "New accounts from one address"));

    public static readonly RateLimitPolicy PasswordReset = new(
        "passwordReset", CountedBy.AddressAndSubject, new Rate(5, TimeSpan.FromMinutes(15)), new LocalizedText("비밀번호 재설정", "Password resets"));

    public static readonly RateLimitPolicy Checkout = new(
        "checkout", CountedBy.CallerOrSubject, new Rate(30, TimeSpan.FromMinutes(1)), new LocalizedText("한 회원 또는 장바구니의 주문", "Checkouts of one account or cart"));

    public static readonly RateLimitPolicy PriceComparison = new(
        "priceComparison", CountedBy.Caller, new Rate(120, TimeSpan.FromMinutes(1)), new LocalizedText("API 키마다 가격 비교", "Price comparison, for each API key"));

    internal static readonly Setting<bool> Enabled = Setting.Toggle(
        "limits.enabled", true, new LocalizedText("요청 수 제한 사용", "Limit how often requests may come"),
        new LocalizedText("끄면 모든 제한이 풀립니다. 부하 측정에 씁니다.", "Off lifts all limits, as a measurement may need."));

    internal static IReadOnlyList<RateLimitPolicy> All { get; } = [General, Search, SignIn, SignInAnyAccount, Register, PasswordReset, Checkout, PriceComparison];
}
