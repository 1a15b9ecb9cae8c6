using System.Buffers.Text;
using System.Security.Cryptography;
using Maru.Platform.Auth;
using Maru.Platform.Data;

namespace Maru.Modules.Notifications.Channels.Push;

/// <summary>The shop's key for Web Push (RFC 8292), made once and kept sealed: browsers are bound to it when they subscribe.</summary>
internal sealed class VapidKey(Database<NotificationsModule> database, MasterKey master) : IDisposable
{
    private const string Name = "vapid";
    private readonly SemaphoreSlim _loading = new(1, 1);
    private ECDsa? _key;

    public async Task<ECDsa> GetAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref _key) is { } known)
        {
            return known;
        }

        await _loading.WaitAsync(ct);
        try
        {
            return _key ??= await LoadAsync(ct);
        }
        finally
        {
            _loading.Release();
        }
    }

    public async Task<string> PublicAsync(CancellationToken ct) => Base64Url.EncodeToString(PublicOf(await GetAsync(ct)));

    /// <summary>Uncompressed: 4, X, Y.</summary>
    public static byte[] PublicOf(ECDsa key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }

    public void Dispose()
    {
        _key?.Dispose();
        _loading.Dispose();
    }

    private async Task<ECDsa> LoadAsync(CancellationToken ct)
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await database.ExecuteAsync(
            "insert into secrets (name, value) values (@Name, @value) on conflict (name) do nothing", new { Name, value = master.Seal(fresh.ExportPkcs8PrivateKey(), "vapid"u8) }, ct);
        var stored = await database.QuerySingleOrDefaultAsync<byte[]>("select value from secrets where name = @Name", new { Name }, ct);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(master.Open(stored!, "vapid"u8), out _);
        return key;
    }
}
