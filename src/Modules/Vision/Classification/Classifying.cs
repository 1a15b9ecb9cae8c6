using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Engines.Imaging.Categories;
using Maru.Modules.Vision.Index;
using Maru.Platform.Jobs;

namespace Maru.Modules.Vision.Classification;

/// <summary>Puts products without a category in one. What fits nowhere goes to "generic" and to the people who look after categories.</summary>
internal sealed class ClassifyNew(Classifying classifying, VisionOptions options) : IJob
{
    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        if (options.Classifies)
        {
            await classifying.RunAsync(all: false, context.Report, ct);
        }
    }
}

/// <summary>Looks at every product: those seen elsewhere than where they are go to review. Then measures how right the rules are.</summary>
internal sealed class ClassifyAll(Classifying classifying) : IJob
{
    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        await classifying.RunAsync(all: true, context.Report, ct);
        await classifying.MeasureAsync(ct);
    }
}

internal sealed class Classifying(Sights sights, ClassificationStore store, ICatalogBrowsing browsing, ICatalogAdministration catalog, TimeProvider time)
{
    public const string Generic = "generic";
    private const int BatchSize = 200;
    private const int MostMeasured = 2_000;

    public async Task RunAsync(bool all, Action<string> report, CancellationToken ct)
    {
        using var held = sights.Hold(s => s.Serving);
        if (held is not { Sight.Index: var index })
        {
            return;
        }

        var before = await store.AllAsync(ct);
        var classifier = await ClassifierAsync(index, before, ct);
        var products = index.Products.Where(p => all || IsOpen(p)).OrderBy(p => p.Id.Value).ToList();
        var (looked, applied, review) = (0, 0, 0);
        foreach (var batch in products.Chunk(BatchSize))
        {
            var names = await NamesAsync([.. batch.Select(p => p.Id)], ct);
            var found = batch.Where(p => names.ContainsKey(p.Id)).Select(p => Judge(p, classifier.Choose(p, names[p.Id]), classifier.ByWords(names[p.Id]), before.GetValueOrDefault(p.Id))).OfType<Classified>().ToList();
            var agreed = batch.Select(p => p.Id).Where(id => before.TryGetValue(id, out var old) && old.StateNow == ClassificationState.Review && found.All(f => f.ProductId != id)).ToList();
            found = await ApplyAsync(found, ct);
            await store.PutAsync([.. found.Where(f => !IsKnown(f, before.GetValueOrDefault(f.ProductId)))], ct);
            if (all)
            {
                await store.ForgetAsync(agreed, ct);
            }

            looked += batch.Length;
            applied += found.Count(f => f.StateNow == ClassificationState.Applied);
            review += found.Count(f => f.StateNow == ClassificationState.Review);
            report(string.Create(CultureInfo.InvariantCulture, $"{looked} of {products.Count} products looked at, {applied} put in a category, {review} to review"));
        }
    }

    /// <summary>How right the rules are on products whose category people chose, each judged by the others.</summary>
    public async Task<ClassificationReport?> MeasureAsync(CancellationToken ct)
    {
        using var held = sights.Hold(s => s.Serving);
        if (held is not { Sight.Index: var index })
        {
            return null;
        }

        var before = await store.AllAsync(ct);
        var classifier = await ClassifierAsync(index, before, ct);
        var all = index.Products.Where(p => p.Keys.Length > 0 && IsByPeople(p, before)).OrderBy(p => p.Id.Value).ToArray();
        var step = Math.Max(1, (all.Length + MostMeasured - 1) / MostMeasured);
        var sample = all.Where((_, i) => i % step == 0).ToArray();
        var names = await NamesAsync([.. sample.Select(p => p.Id)], ct);
        sample = [.. sample.Where(p => names.ContainsKey(p.Id))];
        var measured = new ClassificationReport(
            sample.Length, Quality(sample, p => classifier.ByNeighbours(p).Choice), Quality(sample, classifier.ByReferences), Quality(sample, p => classifier.ByWords(names[p.Id])),
            Quality(sample, p => classifier.Choose(p, names[p.Id])), time.GetUtcNow());
        await store.SaveReportAsync(measured, ct);
        return measured;
    }

    /// <summary>Puts a product in a category for good.</summary>
    public async Task<Result<Done>> MoveAsync(ProductId product, string category, CancellationToken ct)
    {
        var moved = await catalog.BulkEditAsync(new BulkEdit([product]) { Category = category }, null, ct);
        return moved.Succeeded ? Done.Value : moved.Failure;
    }

    private static RuleQuality Quality(IndexedProduct[] sample, Func<IndexedProduct, CategoryChoice> rule)
    {
        var choices = sample.Select(p => (p.Category, Chosen: rule(p).Category)).Where(c => c.Chosen is not null).ToList();
        return new RuleQuality(
            choices.Count == 0 ? 0 : Math.Round((double)choices.Count(c => c.Category == c.Chosen) / choices.Count, 4), sample.Length == 0 ? 0 : Math.Round((double)choices.Count / sample.Length, 4));
    }

    private static bool IsOpen(IndexedProduct product) => product.Category is null or Generic;

    private static bool IsByPeople(IndexedProduct product, IReadOnlyDictionary<ProductId, Classified> before) =>
        !IsOpen(product) && before.GetValueOrDefault(product.Id) is not { StateNow: ClassificationState.Applied };

    /// <summary>Null if there is nothing to say: it is where it belongs, or people have decided.</summary>
    private static Classified? Judge(IndexedProduct product, CategoryChoice choice, CategoryChoice byName, Classified? before)
    {
        var source = choice.Source switch
        {
            CategorySource.Picture => ClassificationSource.Picture,
            CategorySource.Keyword => ClassificationSource.Keyword,
            _ => ClassificationSource.None,
        };
        if (IsOpen(product))
        {
            return before is { StateNow: ClassificationState.Dismissed }
                ? null
                : new Classified(
                    product.Id, product.Category, choice.Category, source.ToString(), choice.Similarity,
                    (choice.Category is null ? ClassificationState.Review : ClassificationState.Applied).ToString(), default, null);
        }

        // A name that mentions another thing ("a bag for shoes") is no reason to doubt; a picture is, unless the name bears out where the product is.
        return choice.Category is null || choice.Category == product.Category || byName.Category == product.Category || source != ClassificationSource.Picture || before is { StateNow: not ClassificationState.Review }
            ? null
            : new Classified(product.Id, product.Category, choice.Category, source.ToString(), choice.Similarity, ClassificationState.Review.ToString(), default, null);
    }

    private static bool IsKnown(Classified found, Classified? before) =>
        before is not null && before.State == found.State && before.Category == found.Category && before.Former == found.Former;

    /// <summary>Puts into the catalogue what was decided. What cannot be moved is left to review.</summary>
    private async Task<List<Classified>> ApplyAsync(List<Classified> found, CancellationToken ct)
    {
        var done = found.Where(f => f.StateNow == ClassificationState.Review && f.Former is not null).ToList();
        var homeless = found.Where(f => f.StateNow == ClassificationState.Review && f.Former is null).ToList();
        if (homeless.Count > 0)
        {
            if (await catalog.AttributesAsync(Generic, ct) is null)
            {
                await catalog.SaveCategoryAsync(new CategoryDraft(Generic, new LocalizedText("기타", "Other"), null, []), ct);
            }

            await catalog.BulkEditAsync(new BulkEdit([.. homeless.Select(h => h.ProductId)]) { Category = Generic }, null, ct);
            done.AddRange(homeless.Select(h => h with { Former = Generic }));
        }

        foreach (var group in found.Where(f => f.StateNow == ClassificationState.Applied).GroupBy(f => f.Category!))
        {
            var moved = await catalog.BulkEditAsync(new BulkEdit([.. group.Select(f => f.ProductId)]) { Category = group.Key }, null, ct);
            done.AddRange(group.Select(f => moved.Succeeded ? f : f with { State = ClassificationState.Review.ToString() }));
        }

        return done;
    }

    private async Task<Classifier> ClassifierAsync(PictureIndex index, IReadOnlyDictionary<ProductId, Classified> before, CancellationToken ct) => new(
        index, index.Products.Where(p => IsByPeople(p, before)).Select(p => p.Id).ToHashSet(),
        CategoryKeywords.Rules(Leaves(await browsing.CategoriesAsync(ct)), await store.WordsAsync(ct)));

    public static IEnumerable<CategoryNode> Leaves(IEnumerable<CategoryNode> nodes) =>
        nodes.SelectMany(CategoryNumbers.Below).Where(n => n.Children.Count == 0 && n.Slug != Generic);

    private async Task<Dictionary<ProductId, string>> NamesAsync(IReadOnlyList<ProductId> ids, CancellationToken ct) =>
        (await browsing.GetSummariesAsync(ids, Currency.Krw, ct)).ToDictionary(s => s.Id, s => $"{s.Name.Ko} {s.Name.En}");
}
