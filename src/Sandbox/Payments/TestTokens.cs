using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Maru.Sandbox.Payments;

/// <summary>What a token does when it is charged.</summary>
internal sealed record Behaviour(string Method, string Label, string? DeclineCode = null, string? Step = null, bool TimesOut = false, bool RefundsFail = false, bool Disputes = false);

/// <summary>The test tokens, the test cards behind them, and tokens made from cards typed into the frame.</summary>
internal sealed class TestTokens(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private const int MostKept = 10_000;

    private static readonly Dictionary<string, Behaviour> Fixed = new(StringComparer.Ordinal)
    {
        ["tok_visa"] = new("card", "Visa ···· 4242"),
        ["tok_mastercard"] = new("card", "Mastercard ···· 4444"),
        ["tok_declined"] = new("card", "Visa ···· 0002", DeclineCode: "card-declined"),
        ["tok_insufficient"] = new("card", "Visa ···· 9995", DeclineCode: "insufficient-funds"),
        ["tok_3ds"] = new("card", "Visa ···· 3220", Step: "3ds"),
        ["tok_timeout"] = new("card", "Visa ···· 0119", TimesOut: true),
        ["tok_norefund"] = new("card", "Visa ···· 7726", RefundsFail: true),
        ["tok_dispute"] = new("card", "Visa ···· 0259", Disputes: true),
        ["tok_bank_transfer"] = new("bank-transfer", "Virtual account", Step: "transfer"),
        ["tok_wallet"] = new("wallet", "Sandbox Pay", Step: "wallet"),
    };

    private static readonly Dictionary<string, string> Cards = new(StringComparer.Ordinal)
    {
        ["4242424242424242"] = "tok_visa",
        ["5555555555554444"] = "tok_mastercard",
        ["4000000000000002"] = "tok_declined",
        ["4000000000009995"] = "tok_insufficient",
        ["4000000000003220"] = "tok_3ds",
        ["4000000000000119"] = "tok_timeout",
        ["4000000000007726"] = "tok_norefund",
        ["4000000000000259"] = "tok_dispute",
    };

    private readonly ConcurrentDictionary<string, (Behaviour Behaviour, DateTimeOffset Until)> _minted = new();

    public Behaviour? Find(string token) =>
        Fixed.TryGetValue(token, out var known) ? known
        : _minted.TryGetValue(token, out var minted) && minted.Until > time.GetUtcNow() ? minted.Behaviour
        : null;

    /// <returns>A token, or what is wrong with the card. The number is forgotten here.</returns>
    public (string? Token, string? Label, string? Problem) Mint(string? number, string? expiry, string? cvc)
    {
        var digits = new string([.. (number ?? "").Where(char.IsAsciiDigit)]);
        var now = time.GetUtcNow();
        if (digits.Length is < 12 or > 19 || !PassesLuhn(digits))
        {
            return (null, null, "number");
        }

        if (!IsAhead(expiry, now))
        {
            return (null, null, "expiry");
        }

        if (cvc is not { Length: 3 or 4 } || !cvc.All(char.IsAsciiDigit))
        {
            return (null, null, "cvc");
        }

        if (_minted.Count >= MostKept)
        {
            foreach (var old in _minted.Where(m => m.Value.Until <= now))
            {
                _minted.TryRemove(old);
            }
        }

        var behaviour = Cards.TryGetValue(digits, out var test) ? Fixed[test] : new Behaviour("card", "", DeclineCode: "not-a-test-card");
        var token = "tok_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var label = $"{Brand(digits)} ···· {digits[^4..]}";
        _minted[token] = (behaviour with { Label = label }, now + Lifetime);
        return (token, label, null);
    }

    /// <summary>The check digit of ISO/IEC 7812: every second digit from the right doubled, the sum divisible by ten.</summary>
    internal static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 1)
            {
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            }

            sum += digit;
        }

        return sum % 10 == 0;
    }

    private static string Brand(string digits) => digits[0] switch { '4' => "Visa", '5' or '2' => "Mastercard", '3' => "Amex", _ => "Card" };

    /// <summary>MM/YY, good to the end of the month.</summary>
    private static bool IsAhead(string? expiry, DateTimeOffset now)
    {
        var digits = new string([.. (expiry ?? "").Where(char.IsAsciiDigit)]);
        if (digits.Length != 4)
        {
            return false;
        }

        var month = ((digits[0] - '0') * 10) + digits[1] - '0';
        var year = 2000 + ((digits[2] - '0') * 10) + digits[3] - '0';
        return month is >= 1 and <= 12 && (year > now.Year || (year == now.Year && month >= now.Month));
    }
}
