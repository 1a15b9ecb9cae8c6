using System.Collections.Concurrent;
using Maru.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>
/// Keeps all that is on sale in the memory of this process, and up to date. Each process reads the changes from the database for itself: the events
/// of a subscription reach one process only. A change made here is seen at once (<see cref="RefreshAsync"/>), one made elsewhere after
/// <see cref="Pace"/>.
/// </summary>
internal sealed partial class ShelfKeeper(ShelfReader reader, CatalogOptions options, TimeProvider time, ILogger<ShelfKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PaceAfterFailure = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<ProductId, ShelfProduct> _products = new();
    private readonly ConcurrentDictionary<string, ProductId> _bySlug = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, (ShelfProduct Product, ShelfVariant Variant)> _bySku = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _available = new(StringComparer.Ordinal);
    private readonly Dictionary<ProductId, string> _touched = [];
    private readonly ConcurrentDictionary<Currency, CurrencyShelf> _shelves = new();
    private volatile CurrencyShelf _default = CurrencyShelf.Empty(options.Currency);
    private ShelfFrame _frame = ShelfFrame.Empty;
    private string _since = "0";

    public Currency DefaultCurrency => options.Currency;

    /// <summary>What is on sale now, in a currency. Waits for the first filling only.</summary>
    public ValueTask<CurrencyShelf> InAsync(Currency currency, CancellationToken ct)
    {
        if (_filled.Task.IsCompletedSuccessfully)
        {
            if (currency == options.Currency)
            {
                return ValueTask.FromResult(_default);
            }

            if (_shelves.TryGetValue(currency, out var shelf))
            {
                return ValueTask.FromResult(shelf);
            }
        }

        return FillAsync(currency, ct);
    }

    public ProductId? FindId(string idOrSlug) =>
        ProductId.TryParse(idOrSlug, null, out var id) ? id : _bySlug.TryGetValue(idOrSlug, out var found) ? found : null;

    public (ShelfProduct Product, ShelfVariant Variant)? FindSku(string sku) => _bySku.TryGetValue(sku, out var found) ? found : null;

    /// <summary>Takes in what has changed in the database until now. Whoever changed something calls it before answering.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            // All is read before any of it is taken in: a connection that breaks in between must leave nothing half taken.
            var news = await reader.ProbeAsync(_since, ct);
            var frame = news.Frame ? await reader.ReadFrameAsync(ct) : _frame;
            var products = news.Products ? await reader.ReadProductsAsync(_since, ct) : [];
            var stock = news.Availability ? await reader.ReadAvailabilityAsync(_since, ct) : [];

            _frame = frame;
            var changed = new HashSet<ProductId>();
            TakeProducts(products, changed);
            TakeStock(stock, changed);
            if (news.Frame || changed.Count > 0)
            {
                // The default one last: answers in all currencies are kept with it, and must not be older than it.
                foreach (var currency in _shelves.Keys.Where(c => c != options.Currency).Append(options.Currency).ToArray())
                {
                    Put(currency, news.Frame ? Build(currency) : _shelves[currency].With(changed.ToDictionary(id => id, id => Item(id, currency))));
                }
            }

            _since = news.Horizon;
            _filled.TrySetResult();
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pace = Pace;
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogRefreshFailed(log, e);
                pace = PaceAfterFailure;
            }

            await Task.Delay(pace, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<CurrencyShelf> FillAsync(Currency currency, CancellationToken ct)
    {
        await _filled.Task.WaitAsync(ct);
        await _turn.WaitAsync(ct);
        try
        {
            return _shelves.TryGetValue(currency, out var shelf) ? shelf : Put(currency, Build(currency));
        }
        finally
        {
            _turn.Release();
        }
    }

    private CurrencyShelf Put(Currency currency, CurrencyShelf shelf)
    {
        _shelves[currency] = shelf;
        if (currency == options.Currency)
        {
            _default = shelf;
        }

        return shelf;
    }

    private CurrencyShelf Build(Currency currency) => CurrencyShelf.Of(currency, _frame, _products.Keys.Select(id => Item(id, currency)).OfType<ShelfItem>());

    private ShelfItem? Item(ProductId id, Currency currency) =>
        _products.TryGetValue(id, out var product) ? ShelfItem.Create(product, _frame, sku => _available.GetValueOrDefault(sku), currency, options) : null;

    private void TakeProducts(IReadOnlyList<TouchedProduct> rows, HashSet<ProductId> changed)
    {
        foreach (var row in rows)
        {
            // While a long transaction runs the same rows come again and again.
            if (_touched.TryGetValue(row.Id, out var before) && before == row.Touched)
            {
                continue;
            }

            _touched[row.Id] = row.Touched;
            changed.Add(row.Id);
            if (_products.TryRemove(row.Id, out var old))
            {
                _bySlug.TryRemove(new KeyValuePair<string, ProductId>(old.Slug, old.Id));
                foreach (var variant in old.Variants)
                {
                    _bySku.TryRemove(variant.Sku, out _);
                }
            }

            if (row.Product is { } product)
            {
                _products[row.Id] = product;
                _bySlug[product.Slug] = row.Id;
                foreach (var variant in product.Variants)
                {
                    _bySku[variant.Sku] = (product, variant);
                }
            }
        }
    }

    private void TakeStock(List<TouchedStock> rows, HashSet<ProductId> changed)
    {
        foreach (var (sku, available) in rows)
        {
            var before = _available.GetValueOrDefault(sku);
            _available[sku] = available;
            if (before != available && _bySku.TryGetValue(sku, out var found))
            {
                changed.Add(found.Product.Id);
            }
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "What is on sale could not be brought up to date; trying again.")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);
}
