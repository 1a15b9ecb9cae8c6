using System.Buffers.Text;
using System.Security.Cryptography;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Data;

namespace Maru.Modules.Identity.Sessions;

/// <summary>
/// The keys access tokens are signed with. A new one is made every <see cref="Lifetime"/> and published a while before it signs; an old one stays
/// published until the last token it signed has expired.
/// </summary>
internal sealed class SigningKeys(Database<IdentityModule> database, MasterKey master, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan PublishedAhead = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PublishedAfter = SessionStore.Lifetime + TimeSpan.FromDays(1);
    private static readonly TimeSpan Reload = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Loaded? _loaded;

    public async Task<IReadOnlyList<PublicKey>> GetPublicAsync(CancellationToken ct) => (await LoadAsync(ct)).Public;

    public async Task<(string Id, ECDsa Key)> GetSigningAsync(CancellationToken ct)
    {
        var loaded = await LoadAsync(ct);
        return (loaded.SigningId, loaded.Signing);
    }

    /// <summary>Makes the next key when the newest is old, and drops those nobody needs.</summary>
    public async Task RotateAsync(bool now, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync("select pg_advisory_xact_lock(hashtext('identity signing keys'))", null, ct);
        var newest = await transaction.QuerySingleOrDefaultAsync<DateTimeOffset?>("select max(created_at) from signing_keys", null, ct);
        if (now || newest is null || time.GetUtcNow() - newest >= Lifetime - PublishedAhead)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            await transaction.ExecuteAsync(
                "insert into signing_keys (id, sealed_private_key, x, y, created_at) values (@id, @sealedKey, @x, @y, @at)",
                new
                {
                    id,
                    sealedKey = master.Seal(key.ExportPkcs8PrivateKey(), System.Text.Encoding.UTF8.GetBytes(id)),
                    x = Base64Url.EncodeToString(point.X),
                    y = Base64Url.EncodeToString(point.Y),
                    at = time.GetUtcNow(),
                }, ct);
        }

        await transaction.ExecuteAsync(
            "delete from signing_keys where created_at < @before and id <> (select id from signing_keys order by created_at desc limit 1)",
            new { before = time.GetUtcNow() - Lifetime - PublishedAfter }, ct);
        await transaction.CommitAsync(ct);
        _loaded = null;
    }

    public void Dispose() => _loading.Dispose();

    private async Task<Loaded> LoadAsync(CancellationToken ct)
    {
        if (_loaded is { } loaded && time.GetUtcNow() - loaded.At < Reload)
        {
            return loaded;
        }

        await _loading.WaitAsync(ct);
        try
        {
            const string sql = "select id, sealed_private_key, x, y, created_at from signing_keys order by created_at desc";
            var rows = await database.QueryAsync<KeyRow>(sql, null, ct);
            if (rows.Count == 0)
            {
                await RotateAsync(now: false, ct);
                rows = await database.QueryAsync<KeyRow>(sql, null, ct);
            }

            // The newest signs only once other processes have surely seen it published.
            var signing = rows.FirstOrDefault(r => time.GetUtcNow() - r.CreatedAt >= PublishedAhead) ?? rows[^1];
            var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(master.Open(signing.SealedPrivateKey, System.Text.Encoding.UTF8.GetBytes(signing.Id)), out _);
            return _loaded = new Loaded([.. rows.Select(r => new PublicKey(r.Id, r.X, r.Y))], signing.Id, key, time.GetUtcNow());
        }
        finally
        {
            _loading.Release();
        }
    }

    private sealed record KeyRow(string Id, byte[] SealedPrivateKey, string X, string Y, DateTimeOffset CreatedAt);

    private sealed record Loaded(IReadOnlyList<PublicKey> Public, string SigningId, ECDsa Signing, DateTimeOffset At);
}
