using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Ratings;
using Maru.Modules.Reviews.Spam;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Reviews.Moderation;

/// <summary>Reviews that come in numbers, from another shop or the demo: approved as they are, in one transaction. They tell only the ratings that change.</summary>
internal sealed class ReviewImport(Database<ReviewsModule> database, RatingBook ratings)
{
    private const int MostAtATime = 1000;

    public async Task<Result<ReviewImportReport>> RunAsync(string source, IReadOnlyList<ImportedReview> reviews, CancellationToken ct)
    {
        var invalid = new FieldErrors()
            .Text(source, "source", 100)
            .Unless(reviews.Count is >= 1 and <= MostAtATime, "reviews", $"must be 1 to {MostAtATime}")
            .Unless(reviews.All(r => r.Stars is >= 1 and <= 5), "stars", "must be from 1 to 5")
            .Unless(reviews.All(r => r.Language is "ko" or "en"), "language", "must be ko or en")
            .Unless(reviews.All(r => !string.IsNullOrWhiteSpace(r.Text) && r.Text.Length <= Reviews.ReviewRules.LongestText), "text", "is needed, and must not be too long")
            .Unless(reviews.All(r => r.HelpfulCount >= 0), "helpfulCount", "must not be negative")
            .Unless(reviews.All(r => r.Key.Length is > 0 and <= 200), "key", "is needed")
            .ToFailure();
        if (invalid is not null)
        {
            return invalid;
        }

        await using var transaction = await database.BeginAsync(ct);
        var rows = reviews.Select(r => (Id: Guid.CreateVersion7(r.WrittenAt), Review: r, Hash: SimHash.Of(TextFold.Fold(Reviews.ReviewRules.WordsOf(r.Title, r.Text))))).ToArray();
        var created = await transaction.QueryAsync<Guid>(
            """
            insert into reviews (id, product_id, seller_id, author, option_ko, option_en, stars, title, body, language, fit, verified, state, helpful_base, helpful, reply, replied_at,
                source, source_key, written_at, published_at)
            select i.id, i.product, i.seller, i.author, i.option_ko, i.option_en, i.stars, i.title, i.body, i.language, i.fit, i.verified, 'Approved', i.helpful, i.helpful, i.reply,
                case when i.reply is not null then i.at end, @source, i.key, i.at, i.at
            from unnest(@ids, @products, @sellers, @authors, @optionsKo, @optionsEn, @stars, @titles, @bodies, @languages, @fits, @verified, @helpful, @replies, @keys, @times)
                as i (id, product, seller, author, option_ko, option_en, stars, title, body, language, fit, verified, helpful, reply, key, at)
            on conflict do nothing returning id
            """,
            new
            {
                source, ids = Array.ConvertAll(rows, r => r.Id), products = Array.ConvertAll(rows, r => r.Review.Product.Value),
                sellers = Array.ConvertAll(rows, r => (r.Review.Seller ?? Sellers.House).Value), authors = Array.ConvertAll(rows, r => r.Review.Author),
                optionsKo = Array.ConvertAll(rows, r => r.Review.OptionText?.Ko), optionsEn = Array.ConvertAll(rows, r => r.Review.OptionText?.En),
                stars = Array.ConvertAll(rows, r => r.Review.Stars), titles = Array.ConvertAll(rows, r => r.Review.Title), bodies = Array.ConvertAll(rows, r => r.Review.Text.Trim()),
                languages = Array.ConvertAll(rows, r => r.Review.Language), fits = Array.ConvertAll(rows, r => r.Review.Fit?.ToString()),
                verified = Array.ConvertAll(rows, r => r.Review.Verified), helpful = Array.ConvertAll(rows, r => r.Review.HelpfulCount),
                replies = Array.ConvertAll(rows, r => r.Review.Reply), keys = Array.ConvertAll(rows, r => r.Review.Key),
                times = Array.ConvertAll(rows, r => r.Review.WrittenAt.UtcDateTime),
            }, ct);
        var known = created.ToHashSet();
        await RememberAsync(transaction, [.. rows.Where(r => known.Contains(r.Id)).Select(r => (r.Id, r.Review, r.Hash.Hash, r.Hash.IsShort))], ct);
        await ratings.RecountAsync(transaction, [.. rows.Where(r => known.Contains(r.Id)).Select(r => r.Review.Product).Distinct()], ct);
        await transaction.CommitAsync(ct);
        return new ReviewImportReport(created.Count, reviews.Count - created.Count);
    }

    private static Task RememberAsync(Transaction transaction, (Guid Id, ImportedReview Review, SimHash Hash, bool IsShort)[] rows, CancellationToken ct) => transaction.ExecuteAsync(
        """
        insert into fingerprints (post_id, product_id, simhash, band0, band1, band2, band3, short, at)
        select * from unnest(@ids, @products, @hashes, @band0, @band1, @band2, @band3, @shorts, @times)
        """,
        new
        {
            ids = Array.ConvertAll(rows, r => r.Id), products = Array.ConvertAll(rows, r => r.Review.Product.Value), hashes = Array.ConvertAll(rows, r => (long)r.Hash.Value),
            band0 = Array.ConvertAll(rows, r => r.Hash.Band(0)), band1 = Array.ConvertAll(rows, r => r.Hash.Band(1)), band2 = Array.ConvertAll(rows, r => r.Hash.Band(2)),
            band3 = Array.ConvertAll(rows, r => r.Hash.Band(3)), shorts = Array.ConvertAll(rows, r => r.IsShort), times = Array.ConvertAll(rows, r => r.Review.WrittenAt.UtcDateTime),
        }, ct);
}
