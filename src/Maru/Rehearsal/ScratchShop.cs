using Maru.Hosting;

namespace Maru.Rehearsal;

/// <summary>A shop of its own in a temporary directory, with its own database and sandbox provider: nothing that is done to it touches the real one.</summary>
public sealed class ScratchShop : IAsyncDisposable
{
    private readonly string _directory;
    private readonly Shop _shop;

    private ScratchShop(string directory, Shop shop)
    {
        _directory = directory;
        _shop = shop;
    }

    public string Address => _shop.Address;

    public IServiceProvider Services => _shop.App.Services;

    public static async Task<(ScratchShop? Shop, string? Problem)> OpenAsync(CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("maru-rehearsal-").FullName;
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            // PostgreSQL runs as another user then, and must be able to reach its part of the directory.
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        var start = await Shop.StartAsync(new ShopOptions(directory, 0, null, null, Demo: false), ct);
        if (start.Shop is { } shop)
        {
            return (new ScratchShop(directory, shop), null);
        }

        Directory.Delete(directory, recursive: true);
        return (null, start.Problem);
    }

    public Task StockAsync(string sku, int pieces, long price, CancellationToken ct) => Shelf.PutOnSaleAsync(Services, sku, pieces, price, ct);

    public static async Task<bool> UntilAsync(Func<Task<bool>> holds, TimeSpan atMost, CancellationToken ct)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > atMost)
            {
                return false;
            }

            await Task.Delay(25, ct);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
