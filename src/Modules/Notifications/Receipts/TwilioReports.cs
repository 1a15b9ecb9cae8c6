using System.Security.Cryptography;
using System.Text;
using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Receipts;

/// <summary>Twilio's status callback: a form, signed with the account's token over the address it was asked to call and the form's fields in order.</summary>
internal static class TwilioReports
{
    public const string SignatureHeader = "X-Twilio-Signature";

    public static string Sign(string authToken, string address, IEnumerable<KeyValuePair<string, string>> form)
    {
        var text = new StringBuilder(address);
        foreach (var (name, value) in form.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        // SHA-1 is what Twilio signs with; as a keyed digest it is still sound.
#pragma warning disable CA5350
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5350
    }

    public static bool IsGenuine(string authToken, string address, IEnumerable<KeyValuePair<string, string>> form, string? signature) =>
        signature is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(authToken, address, form)), Encoding.UTF8.GetBytes(signature));

    public static Report? Read(string? status, string? errorCode) => status switch
    {
        "delivered" => new Report(MessageState.Delivered),
        "read" => new Report(MessageState.Opened),
        "undelivered" or "failed" => new Report(MessageState.Failed, errorCode is { Length: > 0 and <= 10 } && errorCode.All(char.IsAsciiDigit) ? "twilio-" + errorCode : "not-delivered"),
        _ => null,
    };
}
