using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Products;

/// <summary>A review as it stands in its form.</summary>
public sealed record ReviewText(int Stars, string? Title, string? Text, ReviewFit? Fit, IReadOnlyList<string> Pictures);

/// <summary>Writing a review, and what readers do with those of others.</summary>
internal static class ReviewForms
{
    private const int MostPictures = 6;
    private const long LargestForm = 40 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/p/{slug}/review", BeginAsync);
        root.MapForm("/p/{slug}/review", WriteAsync);
        root.MapForm("/p/{slug}/reviews/{id:guid}/helpful", HelpfulAsync);
        root.MapForm("/p/{slug}/reviews/{id:guid}/report", ReportAsync);
    }

    private static async Task<IResult> BeginAsync(string slug, Guid? order, int? line, HttpContext context, ICatalogBrowsing catalog, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return visit.Caller.User is null ? Pages.SignIn(visit)
            : await catalog.FindAsync(slug, visit.Currency, ct) is { } product
                ? Pages.Show<ReviewPage>(context, visit, new { Product = product, Order = order, Line = line })
                : NotFoundPage.Show(context, visit);
    }

    [RequestSizeLimit(LargestForm)]
    private static async Task<IResult> WriteAsync(string slug, HttpContext context, ICatalogBrowsing catalog, IReviews reviews, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        if (await catalog.FindAsync(slug, visit.Currency, ct) is not { } product)
        {
            return NotFoundPage.Show(context, visit);
        }

        var form = await context.Request.ReadFormAsync(ct);
        var order = Guid.TryParse(form.Text("order"), out var of) ? of : (Guid?)null;
        var line = int.TryParse(form.Text("line"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var text = new ReviewText(
            int.TryParse(form.Text("stars"), NumberStyles.None, CultureInfo.InvariantCulture, out var stars) ? stars : 0, form.Text("title"), form.Text("text"),
            Enum.TryParse<ReviewFit>(form.Text("fit"), true, out var fit) && Enum.IsDefined(fit) ? fit : null, [.. form["kept"].OfType<string>()]);
        foreach (var file in form.Files.Where(f => f.Length > 0).Take(MostPictures - text.Pictures.Count))
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, ct);
            var stored = await reviews.StorePictureAsync(user, content.ToArray(), ct);
            if (!stored.Succeeded)
            {
                return Show(FormProblems.At("pictures", visit.Say("이 사진은 쓸 수 없어요. JPEG, PNG, WebP만 돼요.", "This picture cannot be used. JPEG, PNG and WebP can.")));
            }

            text = text with { Pictures = [.. text.Pictures, stored.Value.Hash] };
        }

        var written = await reviews.WriteAsync(
            new ReviewDraft(product.Id, new ReviewContent(text.Stars, text.Title, text.Text ?? "", null, text.Pictures, text.Fit), order is { } id ? new OrderId(id) : null, line),
            new ReviewAuthor(user, context.Connection.RemoteIpAddress?.ToString()), ct);
        return written.Succeeded
            ? Pages.SeeOther(visit.To($"/p/{slug}?note={(written.Value.State == ReviewState.Approved ? "review" : "review-waits")}#reviews"))
            : Show(written.Failure is ReviewNotAllowed refused ? FormProblems.Because(Say(refused, visit)) : FormProblems.Of(written.Failure, visit));

        IResult Show(FormProblems problems) => Pages.Show<ReviewPage>(context, visit, new { Product = product, Order = order, Line = line, Text = text, Problems = problems }, 400);
    }

    private static async Task<IResult> HelpfulAsync(string slug, Guid id, [FromForm] bool? takeBack, HttpContext context, IReviews reviews, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return SignInAt(visit, slug);
        }

        await reviews.VoteAsync(new ReviewId(id), user, takeBack != true, ct);
        return Pages.SeeOther(visit.To($"/p/{slug}#review-{id}"));
    }

    private static async Task<IResult> ReportAsync(string slug, Guid id, [FromForm] string? kind, HttpContext context, IReviews reviews, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return SignInAt(visit, slug);
        }

        await reviews.ReportAsync(new ReviewId(id), user, new AbuseReport(kind ?? "other", null), ct);
        return Pages.SeeOther(visit.To($"/p/{slug}?note=reported#reviews"));
    }

    internal static IResult SignInAt(Visit visit, string slug) => Pages.SeeOther(visit.To("/sign-in?next=" + Uri.EscapeDataString("/p/" + slug)));

    private static string Say(ReviewNotAllowed refused, Visit visit) => refused.Why switch
    {
        "already-reviewed" => visit.Say("이 구매에는 이미 후기를 썼어요.", "You have reviewed this purchase already."),
        "not-delivered" => visit.Say("물건이 도착한 뒤에 쓸 수 있어요.", "You can review it once it has arrived."),
        _ => visit.Say("여기서 산 분만 후기를 쓸 수 있어요.", "Only those who bought it here can review it."),
    };
}
