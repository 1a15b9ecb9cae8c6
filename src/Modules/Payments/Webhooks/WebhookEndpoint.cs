using Maru.Contracts;
using Maru.Modules.Payments.Payments;
using Maru.Modules.Payments.Providers;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Payments.Webhooks;

/// <summary>
/// Where providers tell that something happened to a payment. A message is believed only that far: what happened is asked of the provider, so that a
/// late, repeated or overtaken message does no harm. 2xx is answered when all of it is committed, anything else makes the provider come again.
/// </summary>
internal sealed class WebhookEndpoint(
    Database<PaymentsModule> db, PaymentStore store, PaymentProviders providers, Settlement settlement, CallsUnderway underway, TimeProvider time,
    ILogger<WebhookEndpoint> log)
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
        if (about.Payment is { } named)
        {
            await underway.WhenOverAsync(named, time, ct);
        }

        var payment = about.Payment is { } id ? await store.FindAsync(id, ct) : null;
        payment ??= about.Reference is { } reference ? await store.FindByReferenceAsync(provider.Code, reference, ct) : null;
        if (payment is { } known && known.Provider == provider.Code && !IsKnown(about.Shows, known) && !await WasHeardAsync(provider, about, ct))
        {
            var answer = await provider.FetchAsync(known.Handle() with { Reference = known.Reference ?? about.Reference }, ct);
            if (answer is not ProviderAnswer.Known)
            {
                return new Unavailable("The provider");
            }

            await settlement.ApplyAsync(known, answer, ct);
        }

        // Last: should the process die before this, the provider tells again and the look finds nothing new.
        await RememberAsync(provider, about, payment, ct);
        return null;
    }

    /// <summary>Most messages tell what the answer to a call has told already.</summary>
    private bool IsKnown(ProviderPayment? shown, Payment payment) =>
        shown is not null && payment is { Unsettled: null, GivenUp: null, Refunded: 0 } && shown.Refunds is null or { Count: 0 } &&
        PaymentRules.Observe(payment, [], shown, time.GetUtcNow()) is { Mismatch: null } seen && seen.IsNoNewsFor(payment);

    private Task<bool> WasHeardAsync(IPaymentProvider provider, WebhookReading.About about, CancellationToken ct) => db.QuerySingleOrDefaultAsync<bool>(
        "select exists (select from webhook_inbox where provider = @Code and event_id = @EventId)", new { provider.Code, about.EventId }, ct);

    private async Task RememberAsync(IPaymentProvider provider, WebhookReading.About about, Payment? payment, CancellationToken ct)
    {
        // One implicit transaction. It need not wait for the disk: should it be lost, the message costs one more look when it comes again.
        await using var batch = db.Source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('synchronous_commit', 'off', true)"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "insert into webhook_inbox (provider, event_id, type, payment_id, received_at) values ($1, $2, $3, $4, $5) on conflict do nothing")
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = provider.Code },
                new NpgsqlParameter<string> { TypedValue = about.EventId },
                new NpgsqlParameter<string> { TypedValue = about.Type },
                new NpgsqlParameter { Value = payment is null ? DBNull.Value : payment.Id.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime },
            },
        });
        await batch.ExecuteNonQueryAsync(ct);
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
