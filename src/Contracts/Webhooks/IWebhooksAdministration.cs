using System.Text.Json.Serialization;

namespace Maru.Contracts.Webhooks;

[JsonConverter(typeof(TypedIdJsonConverter<WebhookEndpointId>))]
public readonly record struct WebhookEndpointId(Guid Value) : ITypedId<WebhookEndpointId>
{
    public static WebhookEndpointId From(Guid value) => new(value);
    public static WebhookEndpointId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out WebhookEndpointId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(TypedIdJsonConverter<WebhookDeliveryId>))]
public readonly record struct WebhookDeliveryId(Guid Value) : ITypedId<WebhookDeliveryId>
{
    public static WebhookDeliveryId From(Guid value) => new(value);
    public static WebhookDeliveryId New() => new(Guid.CreateVersion7());
    public static bool TryParse(string? text, IFormatProvider? provider, out WebhookDeliveryId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Merchants' own systems that are told what happens here, after the Standard Webhooks specification.</summary>
public interface IWebhooksAdministration
{
    /// <summary>Everything that can be subscribed to, with an example of its content.</summary>
    Task<IReadOnlyList<WebhookEventType>> ListEventTypesAsync(CancellationToken ct);

    Task<Page<WebhookEndpointView>> ListAsync(PageRequest page, CancellationToken ct);

    Task<WebhookEndpointView?> FindAsync(WebhookEndpointId id, CancellationToken ct);

    Task<Result<NewWebhookEndpoint>> CreateAsync(WebhookEndpointDraft draft, string actor, CancellationToken ct);

    /// <summary>Enabling one that was disabled lets it try again what waits.</summary>
    Task<Result<WebhookEndpointView>> UpdateAsync(WebhookEndpointId id, WebhookEndpointDraft draft, string actor, CancellationToken ct);

    /// <summary>With everything that waits for it.</summary>
    Task<Result<Done>> RemoveAsync(WebhookEndpointId id, string actor, CancellationToken ct);

    /// <summary>A new secret; for <paramref name="overlapHours"/> (0 to 168) messages carry signatures of both.</summary>
    /// <returns>The new secret.</returns>
    Task<Result<string>> RotateSecretAsync(WebhookEndpointId id, int overlapHours, string actor, CancellationToken ct);

    /// <summary>Sends a test message now, even to a disabled endpoint, and tells what came back.</summary>
    Task<Result<WebhookDeliveryView>> PingAsync(WebhookEndpointId id, string actor, CancellationToken ct);

    Task<Page<WebhookDeliveryView>> ListDeliveriesAsync(WebhookDeliveryQuery query, CancellationToken ct);

    Task<WebhookDeliveryDetail?> FindDeliveryAsync(WebhookDeliveryId id, CancellationToken ct);

    /// <summary>Sends a message again, under its own id, so that a receiver knows it.</summary>
    Task<Result<Done>> ReplayAsync(WebhookDeliveryId id, string actor, CancellationToken ct);

    /// <summary>Sends again what happened since: all of it, or what never arrived. Gives how many messages.</summary>
    Task<Result<int>> ReplaySinceAsync(WebhookEndpointId id, DateTimeOffset since, bool onlyFailed, string actor, CancellationToken ct);
}

/// <param name="Name">As in "order.paid".</param>
/// <param name="Example">The message's body as JSON.</param>
public sealed record WebhookEventType(string Name, LocalizedText Description, string Example);

/// <param name="Events">Names, or groups as in "order.*"; empty for all.</param>
public sealed record WebhookEndpointDraft(string Url, string? Description, IReadOnlyList<string> Events, bool Enabled = true);

public sealed record NewWebhookEndpoint(WebhookEndpointView Endpoint, string Secret);

/// <param name="DisabledReason">failing (for too long), gone (it answered 410) or by-hand; null while it is enabled.</param>
/// <param name="FailingSince">Nothing has arrived since.</param>
public sealed record WebhookEndpointView(
    WebhookEndpointId Id, string Url, string? Description, IReadOnlyList<string> Events, bool Enabled, string? DisabledReason, DateTimeOffset? FailingSince,
    DateTimeOffset? LastSuccessAt, long Waiting, DateTimeOffset? OldSecretUntil, DateTimeOffset CreatedAt);

public enum WebhookDeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Given up; it can be sent again by hand.</summary>
    Failed,
}

public sealed record WebhookDeliveryQuery(PageRequest Page, WebhookEndpointId? Endpoint = null, WebhookDeliveryState? State = null, string? Event = null);

/// <param name="MessageId">What the receiver sees as webhook-id; the same for every attempt.</param>
/// <param name="LastStatus">The HTTP status of the last attempt, if there was an answer.</param>
public sealed record WebhookDeliveryView(
    WebhookDeliveryId Id, WebhookEndpointId EndpointId, string MessageId, string Event, WebhookDeliveryState State, int Attempts, int? LastStatus, string? LastError,
    DateTimeOffset HappenedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? DeliveredAt);

/// <param name="Body">What is sent, as it is signed.</param>
public sealed record WebhookDeliveryDetail(WebhookDeliveryView Delivery, string Body, IReadOnlyList<WebhookAttempt> Attempts);

/// <param name="Error">timeout, connect, refused-address, tls, redirect, status or disconnected; null for success.</param>
/// <param name="Answer">The beginning of what came back.</param>
public sealed record WebhookAttempt(int Number, DateTimeOffset At, int DurationMs, int? Status, string? Error, string RequestHeaders, string? Answer);

/// <summary>An endpoint failed for so long that it is not tried any more.</summary>
[Event("webhooks.endpoint-disabled")]
public sealed record WebhookEndpointDisabled(WebhookEndpointId EndpointId, DateTimeOffset FailingSince, DateTimeOffset At) : IEvent
{
    public string Key => EndpointId.ToString();
}
