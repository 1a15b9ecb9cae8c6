using System.Text.Json;
using System.Text.Json.Serialization;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;

namespace Maru.Modules.Payments.Providers.Sandbox;

internal sealed record SandboxCreate(string Reference, string Order, long Amount, string Currency, string Token, bool Capture, string? ReturnUrl);

/// <summary>Reading what the sandbox provider writes.</summary>
internal static class SandboxMessages
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string ErrorCode(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("error", out var error) && error.TryGetProperty("code", out var code)
            ? code.GetString()!.Replace('_', '-')
            : "provider-refused";

    public static ProviderPayment ReadPayment(JsonElement json)
    {
        var p = json.Deserialize<Payment>(Options)!;
        return new ProviderPayment(
            p.Id,
            PaymentId.TryParse(p.Reference, null, out var payment) ? payment : null,
            p.Status switch
            {
                "processing" => ProviderStatus.Processing,
                "requires_action" => ProviderStatus.ActionRequired,
                "awaiting_transfer" => ProviderStatus.AwaitingTransfer,
                "authorized" => ProviderStatus.Authorized,
                "captured" => ProviderStatus.Captured,
                "declined" => ProviderStatus.Declined,
                "voided" => ProviderStatus.Voided,
                _ => throw new JsonException($"'{p.Status}' is not a status of the sandbox provider."),
            },
            new Money(p.Amount, Currency.Parse(p.Currency)), p.Captured, p.Fee,
            [.. p.Refunds.Select(r => new ProviderRefund(
                r.Id, RefundId.TryParse(r.Reference, null, out var refund) ? refund : null, r.Amount,
                r.Status switch { "succeeded" => RefundState.Succeeded, "failed" => RefundState.Failed, _ => RefundState.Pending }, r.FailureCode))],
            p.Dispute?.Status switch { null => DisputeStatus.None, "won" => DisputeStatus.Won, "lost" => DisputeStatus.Lost, _ => DisputeStatus.Open },
            p.Dispute?.Amount ?? 0, p.Dispute?.Reason, p.Action, p.DeclineCode, p.MethodLabel);
    }

    public static WebhookReading ReadEvent(byte[] body)
    {
        try
        {
            var told = JsonSerializer.Deserialize<Told>(body, Options);
            return told is { Id: { Length: > 0 and <= 200 } id, Type: { Length: > 0 and <= 200 } type, Data: { PaymentId: { } reference } data }
                ? new WebhookReading.About(id, type, PaymentId.TryParse(data.Reference, null, out var payment) ? payment : null, reference)
                {
                    Shows = data.Payment is { ValueKind: JsonValueKind.Object } shown ? ReadPayment(shown) : null,
                }
                : new WebhookReading.Refused("The message is not of the sandbox provider's form.");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return new WebhookReading.Refused("The message is not JSON of the sandbox provider's form.");
        }
    }

    private sealed record Payment(
        string Id, string Reference, string Status, long Amount, string Currency, long Captured, long Fee, string? MethodLabel, string? DeclineCode,
        PaymentAction? Action, IReadOnlyList<Refund> Refunds, Dispute? Dispute);

    private sealed record Refund(string Id, string Reference, long Amount, string Status, string? FailureCode);

    private sealed record Dispute(long Amount, string Reason, string Status);

    private sealed record Told(string? Id, string? Type, ToldData? Data);

    private sealed record ToldData(string? PaymentId, string? Reference, JsonElement? Payment);
}
