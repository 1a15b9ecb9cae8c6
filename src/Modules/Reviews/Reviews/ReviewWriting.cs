using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Persons;
using Maru.Modules.Reviews.Purchases;
using Maru.Modules.Reviews.Ratings;
using Maru.Modules.Reviews.Spam;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Reviews.Reviews;

/// <summary>Writing, changing and taking back a review. The product's rating changes in the same transaction.</summary>
internal sealed class ReviewWriting(
    Database<ReviewsModule> database, PurchaseBook purchases, ReviewPictures pictures, SpamFilter spam, RatingBook ratings, ICatalogBrowsing catalog, IIdentity identity,
    ReviewsOptions options, TimeProvider time)
{
    public async Task<Result<ReviewId>> WriteAsync(ReviewDraft draft, ReviewAuthor author, CancellationToken ct)
    {
        if (ReviewRules.Check(draft.Content) is { } invalid)
        {
            return invalid;
        }

        if (await spam.TooManyAsync(author.User, ct) is { } tooMany)
        {
            return tooMany;
        }

        // All that others must be asked for comes before the transaction.
        var stored = await pictures.TakeAsync(author.User, draft.Content.Pictures ?? [], ct);
        if (!stored.Succeeded)
        {
            return stored.Failure;
        }

        var product = (await catalog.GetDetailsAsync([draft.Product], Currency.Krw, ct)).SingleOrDefault();
        var name = AuthorNames.Shorten((await identity.FindAsync(author.User, ct))?.Name);
        var id = ReviewId.New();
        var words = ReviewRules.WordsOf(draft.Content.Title, draft.Content.Text);
        var post = new Post(id.Value, draft.Product, author.User, spam.HashAddress(author.ClientAddress), words, await purchases.HasBoughtAsync(author.User, draft.Product, ct));
        var verdict = await spam.JudgeAsync(post, ct);

        await using var transaction = await database.BeginAsync(ct);
        var (purchase, why) = await purchases.TakeAsync(transaction, author.User, draft, ct);
        if (purchase is null && (options.WhoMayWrite != WhoMayWrite.Anybody || draft.Order is not null || why == "already-reviewed"))
        {
            return why == "not-bought" && product is null ? new NotFound("product") : new ReviewNotAllowed(why!);
        }

        if (purchase is null && product is null)
        {
            return new NotFound("product");
        }

        var review = NewReview(id, draft, author.User, name, purchase, product, stored.Value!, verdict);
        if (!await InsertAsync(transaction, review, ct))
        {
            return new ReviewNotAllowed("already-reviewed");
        }

        await spam.RememberAsync(transaction, post, ct);
        await ratings.ChangeAsync(transaction, review.ProductId, null, review.Counted, ct);
        var now = time.GetUtcNow();
        transaction.Publish(new ReviewWritten(id, review.ProductId, author.User, review.Stars, review.Verified, stored.Value!.Length > 0, review.State, now));
        if (review.State == ReviewState.Approved)
        {
            transaction.Publish(new ReviewPublished(id, review.ProductId, author.User, review.Stars, review.Language, review.Verified, stored.Value.Length > 0, First: true, now));
        }

        await transaction.CommitAsync(ct);
        return id;
    }

    public async Task<Result<Done>> EditAsync(ReviewId id, ReviewContent content, ReviewAuthor author, CancellationToken ct)
    {
        if (ReviewRules.Check(content) is { } invalid)
        {
            return invalid;
        }

        var stored = await pictures.TakeAsync(author.User, content.Pictures ?? [], ct);
        if (!stored.Succeeded)
        {
            return stored.Failure;
        }

        var known = await database.QuerySingleOrDefaultAsync<ReviewFacts>(ReviewFacts.LockSql.Replace(" for update", "", StringComparison.Ordinal), new { id }, ct);
        if (known is null || known.UserId != author.User)
        {
            return new NotFound("review");
        }

        var post = new Post(id.Value, known.ProductId, author.User, spam.HashAddress(author.ClientAddress), ReviewRules.WordsOf(content.Title, content.Text), known.Verified);
        var verdict = await spam.JudgeAsync(post, ct);

        await using var transaction = await database.BeginAsync(ct);
        var before = await transaction.QuerySingleOrDefaultAsync<ReviewFacts>(ReviewFacts.LockSql, new { id }, ct);
        if (before is null || before.UserId != author.User)
        {
            return new NotFound("review");
        }

        var now = time.GetUtcNow();
        if (before.WrittenAt + options.EditPeriod < now)
        {
            return new EditPeriodOver(before.WrittenAt + options.EditPeriod);
        }

        // What a moderator turned down is looked at by one again.
        var state = before.State == nameof(ReviewState.Rejected) ? ReviewState.Pending : StateFor(verdict);
        var after = before with
        {
            Stars = content.Stars, Pictures = MaruJson.Write(stored.Value), Language = ReviewRules.LanguageOf(content), Fit = content.Fit?.ToString(), State = state.ToString(),
        };
        await transaction.ExecuteAsync(
            """
            update reviews set stars = @Stars, title = @title, body = @body, language = @Language, fit = @Fit, pictures = @Pictures::jsonb, state = @State, reason = null,
                spam_score = @score, spam_signs = @signs::jsonb, edited_at = @now, published_at = case when @State = 'Approved' then coalesce(published_at, @now) else published_at end
            where id = @id
            """,
            new
            {
                id, after.Stars, after.Language, after.Fit, after.Pictures, after.State, title = ReviewRules.Clean(content.Title), body = content.Text.Trim(), now,
                score = verdict.Score, signs = MaruJson.Write(verdict.Signs),
            }, ct);
        await spam.RememberAsync(transaction, post, ct);
        await ratings.ChangeAsync(transaction, before.ProductId, before.Counted, after.Counted, ct);
        if (after.IsApproved)
        {
            transaction.Publish(new ReviewPublished(
                id, before.ProductId, author.User, after.Stars, after.Language, after.Verified, after.HasPictures, First: before.PublishedAt is null, now));
        }
        else if (before.IsApproved)
        {
            transaction.Publish(new ReviewHidden(id, before.ProductId, author.User, "edited", now));
        }

        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    /// <summary>The words go; that there was a review stays on record, so that the rating can be followed.</summary>
    public async Task<Result<Done>> WithdrawAsync(ReviewId id, UserId author, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var before = await transaction.QuerySingleOrDefaultAsync<ReviewFacts>(ReviewFacts.LockSql, new { id }, ct);
        if (before is null || before.UserId != author)
        {
            return new NotFound("review");
        }

        await transaction.ExecuteAsync(
            """
            update reviews set state = 'Withdrawn', title = null, body = '', pictures = '[]', author = null, user_id = null, order_id = null, line = null, reply = null, replied_at = null,
                spam_signs = '[]' where id = @id
            """,
            new { id }, ct);
        await ratings.ChangeAsync(transaction, before.ProductId, before.Counted, null, ct);
        if (before.IsApproved)
        {
            transaction.Publish(new ReviewHidden(id, before.ProductId, author, "withdrawn", time.GetUtcNow()));
        }

        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    private ReviewState StateFor(SpamVerdict verdict) => verdict.Score < options.ApproveBelow ? ReviewState.Approved : ReviewState.Pending;

    private NewReview NewReview(
        ReviewId id, ReviewDraft draft, UserId user, string? name, PurchaseRow? purchase, ProductDetail? product, IReadOnlyList<ReviewPicture> stored, SpamVerdict verdict)
    {
        var option = purchase is null ? null : product?.Variants.FirstOrDefault(v => v.Sku == purchase.Sku || v.Offers.Any(o => o.Sku == purchase.Sku))?.OptionText;
        var now = time.GetUtcNow();
        var state = StateFor(verdict);
        return new NewReview(
            id, purchase?.ProductId ?? product!.Id, purchase?.SellerId ?? product!.Seller.Id, user, name, purchase?.OrderId, purchase?.Line, option, draft.Content.Stars,
            ReviewRules.Clean(draft.Content.Title), draft.Content.Text.Trim(), ReviewRules.LanguageOf(draft.Content), draft.Content.Fit, stored, purchase is not null, state,
            verdict, now);
    }

    private static async Task<bool> InsertAsync(Transaction transaction, NewReview review, CancellationToken ct) => await transaction.ExecuteAsync(
        """
        insert into reviews (id, product_id, seller_id, user_id, author, order_id, line, option_ko, option_en, stars, title, body, language, fit, pictures, verified, state, spam_score,
            spam_signs, written_at, published_at)
        values (@Id, @ProductId, @SellerId, @User, @Author, @Order, @Line, @ko, @en, @Stars, @Title, @Text, @Language, @fit, @pictures::jsonb, @Verified, @state, @Score, @signs::jsonb,
            @At, case when @state = 'Approved' then @At end)
        on conflict do nothing
        """,
        new
        {
            review.Id, review.ProductId, review.SellerId, review.User, review.Author, review.Order, review.Line, review.Stars, review.Title, review.Text, review.Language, review.Verified,
            review.At, review.Verdict.Score, ko = review.Option?.Ko, en = review.Option?.En, fit = review.Fit?.ToString(), pictures = MaruJson.Write(review.Pictures),
            state = review.State.ToString(), signs = MaruJson.Write(review.Verdict.Signs),
        }, ct) == 1;
}

internal sealed record NewReview(
    ReviewId Id, ProductId ProductId, SellerId SellerId, UserId User, string? Author, OrderId? Order, int? Line, LocalizedText? Option, int Stars, string? Title, string Text,
    string Language, ReviewFit? Fit, IReadOnlyList<ReviewPicture> Pictures, bool Verified, ReviewState State, SpamVerdict Verdict, DateTimeOffset At)
{
    public CountedFacts Counted => new(State == ReviewState.Approved, Stars, Verified, Pictures.Count > 0, Language, Fit);
}
