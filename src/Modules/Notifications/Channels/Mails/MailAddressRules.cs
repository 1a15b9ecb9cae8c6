namespace Maru.Modules.Notifications.Channels.Mails;

/// <summary>Which addresses may stand in a command or a header. What could end the line or the address there is refused, whoever let it in before.</summary>
internal static class MailAddressRules
{
    private const string InLocalPart = "!#$%&'*+-/=?^_`{|}~.";

    /// <summary>A dot-atom, at a domain or an address literal's plain form; letters outside ASCII need a server that speaks SMTPUTF8.</summary>
    public static bool IsSafe(string address)
    {
        var at = address.LastIndexOf('@');
        return at is > 0 and <= 64 && address.Length is <= 254 && at < address.Length - 1 &&
            address.AsSpan(0, at) is var local && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal) && AllIn(local, InLocalPart) &&
            address.AsSpan(at + 1) is var domain && domain[0] is not ('.' or '-') && domain[^1] is not ('.' or '-') && AllIn(domain, "-.");
    }

    public static bool IsAscii(string address) => System.Text.Ascii.IsValid(address);

    private static bool AllIn(ReadOnlySpan<char> text, string more)
    {
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && !more.Contains(c, StringComparison.Ordinal) && !char.IsSurrogate(c))
            {
                return false;
            }
        }

        return true;
    }
}
