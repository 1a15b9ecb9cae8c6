using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Modules.Vision.Index;

namespace Maru.Modules.Vision.Classification;

internal sealed class ClassificationDesk(ClassificationStore store, Classifying classifying, ICatalogBrowsing browsing) : IClassification
{
    private const int MostWords = 50;
    private const int LongestWord = 60;

    public async Task<Page<ClassificationView>> ListAsync(ClassificationState? state, PageRequest page, CancellationToken ct)
    {
        var rows = await store.ListAsync(state, page, ct);
        var summaries = (await browsing.GetSummariesAsync([.. rows.Items.Select(r => r.ProductId)], Currency.Krw, ct)).ToDictionary(s => s.Id);
        return new Page<ClassificationView>(
            [.. rows.Items.Select(r => new ClassificationView(
                r.ProductId, summaries.GetValueOrDefault(r.ProductId), r.Former, r.Category, Enum.Parse<ClassificationSource>(r.Source), r.Similarity, r.StateNow, r.At, r.DecidedBy))],
            rows.Total, rows.Number, rows.Size);
    }

    public async Task<Result<Done>> DecideAsync(ProductId product, string? category, string actor, CancellationToken ct)
    {
        if (await store.FindAsync(product, ct) is not { } found)
        {
            return new NotFound("classification");
        }

        if ((category ?? found.Category) is not { } chosen || CategoryNumbers.Find(await browsing.CategoriesAsync(ct), chosen) is null)
        {
            return ValidationFailure.Of("category", "must be one of the shop's categories");
        }

        var moved = await classifying.MoveAsync(product, chosen, ct);
        if (moved.Succeeded)
        {
            await store.PutAsync([found with { Category = chosen, State = ClassificationState.Decided.ToString(), DecidedBy = actor }], ct);
        }

        return moved;
    }

    public async Task<Result<Done>> DismissAsync(ProductId product, string actor, CancellationToken ct)
    {
        if (await store.FindAsync(product, ct) is not { } found)
        {
            return new NotFound("classification");
        }

        await store.PutAsync([found with { State = ClassificationState.Dismissed.ToString(), DecidedBy = actor }], ct);
        return Done.Value;
    }

    public Task<ClassificationReport?> ReportAsync(CancellationToken ct) => store.ReportAsync(ct);

    public async Task<IReadOnlyList<CategoryWords>> WordsAsync(CancellationToken ct)
    {
        var fromStaff = await store.WordsAsync(ct);
        return [.. Classifying.Leaves(await browsing.CategoriesAsync(ct)).Select(c => new CategoryWords(c.Slug, c.Name, fromStaff.GetValueOrDefault(c.Slug) ?? CategoryKeywords.Of(c), fromStaff.ContainsKey(c.Slug)))];
    }

    public async Task<Result<Done>> SetWordsAsync(string category, IReadOnlyList<string> words, CancellationToken ct)
    {
        if (CategoryNumbers.Find(await browsing.CategoriesAsync(ct), category) is null)
        {
            return new NotFound("category");
        }

        string[] tidy = [.. words.Select(w => w.Trim()).Where(w => w.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (tidy.Length > MostWords || tidy.Any(w => w.Length > LongestWord))
        {
            return ValidationFailure.Of("words", $"must be at most {MostWords}, of at most {LongestWord} characters each");
        }

        await store.SetWordsAsync(category, tidy, ct);
        return Done.Value;
    }
}
