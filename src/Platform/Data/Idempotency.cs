using System.Security.Cryptography;
using Maru.Contracts;
using Maru.Platform.Json;

namespace Maru.Platform.Data;

/// <summary>
/// Makes a request act once: its key and its answer are rows of the module that acts, written in the transaction of the act. A repeat gets the
/// stored answer; the same key with another body is refused. A concurrent repeat waits on the row and then gets the answer.
/// </summary>
public static class Idempotency
{
    /// <summary>Runs <paramref name="act"/> in a transaction unless it ran before under this key; only a success is remembered.</summary>
    /// <param name="scope">Whose key it is (the caller), so that two callers' equal keys never meet.</param>
    /// <param name="request">The content that must be the same when the key is used again.</param>
    public static async Task<Result<T>> OnceAsync<T>(
        this Database database, string scope, string key, object request, TimeProvider time, Func<Transaction, Task<Result<T>>> act, CancellationToken ct)
    {
        var fingerprint = Fingerprint(request);
        await using var transaction = await database.BeginAsync(ct);
        var claimed = await transaction.ExecuteAsync(
            "insert into idempotency_keys (scope, key, fingerprint, created_at) values (@scope, @key, @fingerprint, @now) on conflict do nothing",
            new { scope, key, fingerprint, now = time.GetUtcNow() }, ct);
        if (claimed == 0)
        {
            var stored = await transaction.QuerySingleOrDefaultAsync<StoredAnswer>(
                "select fingerprint, body from idempotency_keys where scope = @scope and key = @key", new { scope, key }, ct);
            return stored switch
            {
                null or { Body: null } => new IdempotencyKeyInProgress(),
                _ when !CryptographicOperations.FixedTimeEquals(stored.Fingerprint, fingerprint) => new IdempotencyKeyReused(),
                _ => MaruJson.Read<T>(stored.Body),
            };
        }

        var result = await act(transaction);
        if (result.Succeeded)
        {
            await transaction.ExecuteAsync(
                "update idempotency_keys set body = @body where scope = @scope and key = @key", new { scope, key, body = MaruJson.Write(result.Value) }, ct);
            await transaction.CommitAsync(ct);
        }

        return result;
    }

    public static byte[] Fingerprint(object request) =>
        SHA256.HashData(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), MaruJson.Internal));

    private sealed record StoredAnswer(byte[] Fingerprint, string? Body);
}
