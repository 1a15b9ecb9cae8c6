using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Platform.Data;

namespace Maru.Modules.Reviews.Reviews;

/// <summary>
/// Pictures members put on reviews. They are kept where pictures of goods are and shown in sizes made here, so that what a camera writes into a file (where and
/// when it was taken) never reaches a reader. Only who stored a picture can use it.
/// </summary>
internal sealed class ReviewPictures(Database<ReviewsModule> database, ICatalogImport media, TimeProvider time)
{
    public const int MostPerDay = 60;

    public async Task<Result<ReviewPicture>> StoreAsync(UserId owner, byte[] content, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var today = await database.QueryAsync<DateTimeOffset>(
            "select at from pictures where user_id = @owner and at > @since order by at limit @MostPerDay", new { owner, since = now.AddDays(-1), MostPerDay }, ct);
        if (today.Count >= MostPerDay)
        {
            return new TooManyPosts(MostPerDay, today[0].AddDays(1));
        }

        var stored = await media.StorePictureAsync(content, ct);
        if (!stored.Succeeded)
        {
            return stored.Failure;
        }

        var picture = new ReviewPicture(stored.Value.Hash, stored.Value.Width, stored.Value.Height);
        await database.ExecuteAsync(
            "insert into pictures (hash, user_id, width, height, at) values (@Hash, @owner, @Width, @Height, @now) on conflict do nothing",
            new { picture.Hash, owner, picture.Width, picture.Height, now }, ct);
        return picture;
    }

    /// <summary>The pictures of these hashes, in that order; all must be the owner's.</summary>
    public async Task<Result<ReviewPicture[]>> TakeAsync(UserId owner, IReadOnlyList<string> hashes, CancellationToken ct)
    {
        if (hashes.Count == 0)
        {
            return Array.Empty<ReviewPicture>();
        }

        var known = (await database.QueryAsync<ReviewPicture>(
            "select hash, width, height from pictures where user_id = @owner and hash = any(@hashes)", new { owner, hashes = hashes.ToArray() }, ct)).ToDictionary(p => p.Hash);
        return known.Count == hashes.Count
            ? hashes.Select(h => known[h]).ToArray()
            : ValidationFailure.Of("pictures", "names a picture that you did not upload");
    }
}
