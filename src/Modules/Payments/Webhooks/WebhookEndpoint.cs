using Maru.Contracts;
using Maru.Modules.Payments.Payments;
using Maru.Modules.Payments.Providers;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Payments.Webhooks;

/// <summary>
/// Where providers tell that something happened to a payment. A message is believed only that far: what happened is asked of the provider, so that a
/// late, repeated or overtaken message does no harm. 2xx is answered when all of it is committed, anything else makes the provider come again.
/// </summary>
internal sealed class WebhookEndpoint(
    Database<PaymentsModule> db, PaymentStore store, PaymentProviders providers, Settlement settlement, TimeProvider time, ILogger<WebhookEndpoint> log)
{
    private const int LargestBody = 256 * 1024;

    public static async Task<Results<Ok, ProblemHttpResult>> ReceiveAsync(
        string provider, HttpContext context, [FromServices] WebhookEndpoint endpoint, CancellationToken ct) =>
        await ReadBodyAsync(context.Request, ct) is { } body
            ? await endpoint.ReceiveAsync(provider, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body, ct) is { } failure
                ? failure.ToProblem()
                : TypedResults.Ok()
            : TypedResults.Problem("The message is larger than any provider sends.", statusCode: StatusCodes.Status413PayloadTooLarge);

    private async Task<Failure?> ReceiveAsync(string code, IReadOnlyDictionary<string, string> headers, byte[] body, CancellationToken ct)
    {
        if (providers.Find(code) is not { } provider)
        {
            return new Contracts.NotFound("payment provider");
        }

        switch (await provider.ReadWebhookAsync(new WebhookMessage(headers, body, time.GetUtcNow()), ct))
        {
            case WebhookReading.About about:
                return await HandleAsync(provider, about, ct);
            case WebhookReading.Ignored:
                return null;
            case WebhookReading.Refused refused:
                PaymentsLog.WebhookRefused(log, provider.Code, refused.Why);
                return new WebhookRefused(refused.Why);
            default:
                return new Unavailable("The provider");
        }
    }

    private async Task<Failure?> HandleAsync(IPaymentProvider provider, WebhookReading.About about, CancellationToken ct)
    {
        if (await db.QuerySingleOrDefaultAsync<bool>(
            "select exists (select from webhook_inbox where provider = @Code and event_id = @EventId)", new { provider.Code, about.EventId }, ct))
        {
            return null;
        }

        var payment = about.Payment is { } id ? await store.FindAsync(id, ct) : null;
        payment ??= about.Reference is { } reference ? await store.FindByReferenceAsync(provider.Code, reference, ct) : null;
        if (payment is { } known && known.Provider == provider.Code)
        {
            var answer = await provider.FetchAsync(known.Handle() with { Reference = known.Reference ?? about.Reference }, ct);
            if (answer is not ProviderAnswer.Known)
            {
                return new Unavailable("The provider");
            }

            await settlement.ApplyAsync(known, answer, ct);
        }

        // Last: should the process die before this, the provider tells again and the look finds nothing new.
        await db.ExecuteAsync(
            "insert into webhook_inbox (provider, event_id, type, payment_id, received_at) values (@Code, @EventId, @Type, @Payment, @now) on conflict do nothing",
            new { provider.Code, about.EventId, about.Type, Payment = payment?.Id.Value, now = time.GetUtcNow() }, ct);
        return null;
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > LargestBody)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > LargestBody)
            {
                return null;
            }
        }

        return body.ToArray();
    }
}

internal sealed record WebhookRefused(string Why) : Failure(FailureKind.Invalid, "webhook-refused", Why);
