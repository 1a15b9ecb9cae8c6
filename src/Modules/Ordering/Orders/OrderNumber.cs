using System.Globalization;
using System.Security.Cryptography;

namespace Maru.Modules.Ordering.Orders;

/// <summary>
/// The number people read out: the day in the shop's zone and seven characters without look-alikes, the last of them a check. It tells nobody how
/// many orders there are.
/// </summary>
internal static class OrderNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 7;

    public static string New(DateOnly day)
    {
        Span<char> code = stackalloc char[Length];
        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
        {
            var value = RandomNumberGenerator.GetInt32(Alphabet.Length);
            code[i] = Alphabet[value];
            sum += value * Weight(i);
        }

        code[^1] = Alphabet[sum % Alphabet.Length];
        return string.Create(CultureInfo.InvariantCulture, $"{day:yyMMdd}-{code}");
    }

    /// <summary>Whether the check character fits: a slip of one character is noticed.</summary>
    public static bool IsWellFormed(string number)
    {
        if (number.Length != 7 + Length || number[6] != '-')
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
        {
            var value = Alphabet.IndexOf(number[7 + i], StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            sum += value * Weight(i);
        }

        return number[^1] == Alphabet[sum % Alphabet.Length];
    }

    // Odd weights have an inverse modulo 32, so that no single wrong character keeps the sum.
    private static int Weight(int place) => (2 * place) + 1;
}
