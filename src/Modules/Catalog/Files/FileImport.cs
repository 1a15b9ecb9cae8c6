using System.Text;
using System.Threading.Channels;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Media;
using Maru.Modules.Catalog.Products;
using Maru.Platform.Data;

namespace Maru.Modules.Catalog.Files;

/// <summary>Reads one file into the catalogue: one task reads and checks, one writes, a few batches between them, so that memory stays flat.</summary>
internal sealed class FileImport(Database<CatalogModule> database, ProductStore store, MediaStore media, TimeProvider time)
{
    private const int BatchSize = 1_000;
    private const int MostProblems = 1_000;

    /// <param name="report">Called after every batch.</param>
    public async Task<ImportRun> RunAsync(ImportRun run, ImportFile file, Func<ImportRun, Task> report, CancellationToken ct)
    {
        var tally = new Tally(run);
        var batches = Channel.CreateBounded<Batch>(2);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => ReadAsync(file, run.Format, batches.Writer, stop.Token), stop.Token);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct))
            {
                await TakeAsync(batch, file, tally, ct);
                await report(tally.Snapshot(ImportStatus.Running, null, null));
            }

            await reading;
            return tally.Snapshot(ImportStatus.Done, null, time.GetUtcNow());
        }
        catch (Exception e) when (e is FileProblemException or IOException or DecoderFallbackException)
        {
            var error = e is DecoderFallbackException ? "The file is not UTF-8: save it as \"CSV UTF-8\" (or convert it) and import that." : e.Message;
            return tally.Snapshot(ImportStatus.Failed, error, time.GetUtcNow());
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(ImportFile file, FileFormat format, ChannelWriter<Batch> batches, CancellationToken ct)
    {
        try
        {
            await using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            using var text = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var products = format switch
            {
                FileFormat.Shopify => new ShopifyReader(text, file.Currency).Read(),
                FileFormat.Google => GoogleReader.OfText(text, file.Currency).Read(),
                FileFormat.GoogleXml => GoogleReader.OfXml(stream, file.Currency).Read(),
                FileFormat.Jsonl => new JsonLinesReader(text, time).Read(),
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
            };
            var batch = new Batch();
            foreach (var product in products)
            {
                batch.Add(product);
                if (batch.Products.Count == BatchSize || batch.Problems.Count >= BatchSize)
                {
                    await batches.WriteAsync(batch with { BytesRead = stream.Position }, ct);
                    batch = new Batch();
                }
            }

            await batches.WriteAsync(batch with { BytesRead = stream.Position }, ct);
            batches.Complete();
        }
        catch (Exception e)
        {
            batches.Complete(e);
        }
    }

    private async Task TakeAsync(Batch batch, ImportFile file, Tally tally, CancellationToken ct)
    {
        tally.BytesRead = batch.BytesRead;
        foreach (var problem in batch.Problems)
        {
            tally.Add(problem);
        }

        foreach (var group in batch.Products.GroupBy(p => p.Seller))
        {
            var drafts = new List<ProductDraft>();
            foreach (var product in group)
            {
                drafts.Add(await WithPicturesAsync(product.Draft!, file, tally, ct));
            }

            if (await SellerAsync(group.Key, file.Seller, ct) is not { } seller)
            {
                foreach (var draft in drafts)
                {
                    tally.Add(new ImportProblem(draft.Line, draft.Slug, $"there is no seller {group.Key}"));
                }

                continue;
            }

            tally.Add(await CatalogImport.ImportAsync(database, store, drafts, new ImportOptions(seller, file.DryRun), ct));
        }
    }

    private async Task<SellerId?> SellerAsync(string? slug, SellerId fallback, CancellationToken ct) => slug is null
        ? fallback
        : await database.QuerySingleOrDefaultAsync<SellerId?>("select id from sellers where slug = @slug and status = 'Approved'", new { slug }, ct);

    /// <summary>Pictures that lie beside the file are stored; one that cannot be is reported, and the product goes in without it.</summary>
    private async Task<ProductDraft> WithPicturesAsync(ProductDraft draft, ImportFile file, Tally tally, CancellationToken ct)
    {
        if (draft.Pictures.Count == 0)
        {
            return draft;
        }

        var pictures = new List<PictureDraft>();
        foreach (var picture in draft.Pictures)
        {
            if (picture.Url is { } address && media.Own(address) is { } own)
            {
                pictures.Add(picture with { Hash = own, Url = null });
                continue;
            }

            if (picture.Url?.StartsWith(JsonPicture.FileScheme, StringComparison.Ordinal) != true)
            {
                pictures.Add(picture);
                continue;
            }

            var (hash, problem) = await StoreAsync(picture.Url[JsonPicture.FileScheme.Length..], file, ct);
            if (hash is not null)
            {
                pictures.Add(picture with { Hash = hash, Url = null });
            }
            else
            {
                tally.Add(new ImportProblem(draft.Line, draft.Slug, problem!));
            }
        }

        return draft with { Pictures = pictures };
    }

    private async Task<(string? Hash, string? Problem)> StoreAsync(string name, ImportFile file, CancellationToken ct)
    {
        // A name and nothing else: a path could point anywhere on this machine.
        if (name.Length is 0 or > 200 || name != Path.GetFileName(name) || name is "." or ".." || file.Temporary)
        {
            return (null, $"the picture '{name}' is not the name of a file in the folder pictures beside the import");
        }

        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.Path))!, "pictures", name);
        var info = new FileInfo(path);
        if (!info.Exists || info.LinkTarget is not null || info.Length > MediaStore.MostBytes)
        {
            return (null, $"the picture {name} is not there, is a link, or is larger than {MediaStore.MostBytes >> 20} MB");
        }

        var content = await File.ReadAllBytesAsync(path, ct);
        if (file.DryRun)
        {
            return (MediaStore.HashOf(content), null);
        }

        var stored = await media.StoreAsync(content, ct);
        return stored.Succeeded ? (stored.Value.Hash, null) : (null, $"the picture {name} was refused: {stored.Failure.Message}");
    }

    private sealed record Batch
    {
        public List<ReadProduct> Products { get; } = [];

        public List<ImportProblem> Problems { get; } = [];

        public long BytesRead { get; init; }

        public void Add(ReadProduct read)
        {
            Problems.AddRange(read.Problems);
            if (read.Draft is not null)
            {
                Products.Add(read);
            }
        }
    }

    private sealed class Tally(ImportRun run)
    {
        private readonly List<ImportProblem> _problems = [];
        private int _created;
        private int _updated;
        private int _unchanged;
        private int _failed;

        public long BytesRead { get; set; }

        public void Add(ImportProblem problem)
        {
            _failed++;
            if (_problems.Count < MostProblems)
            {
                _problems.Add(problem);
            }
        }

        public void Add(ImportReport report)
        {
            _created += report.Created;
            _updated += report.Updated;
            _unchanged += report.Unchanged;
            foreach (var problem in report.Problems)
            {
                Add(problem);
            }
        }

        public ImportRun Snapshot(ImportStatus status, string? error, DateTimeOffset? finishedAt) => run with
        {
            Status = status, BytesRead = status == ImportStatus.Done ? run.BytesTotal : BytesRead, Created = _created, Updated = _updated, Unchanged = _unchanged, Failed = _failed,
            Problems = [.. _problems.OrderBy(p => p.Line)], Error = error, FinishedAt = finishedAt,
        };
    }
}
