using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Products;

/// <summary>Asking about goods, and answering what others ask.</summary>
internal static class QuestionForms
{
    private const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/p/{slug}/questions", ListAsync);
        root.MapForm("/p/{slug}/questions", AskAsync);
        root.MapForm("/p/{slug}/questions/{id:guid}/answers", AnswerAsync);
    }

    private static Task<IResult> ListAsync(string slug, int? page, HttpContext context, ICatalogBrowsing catalog, IQuestions questions, CancellationToken ct) =>
        ShowAsync(slug, page ?? 1, context, catalog, questions, null, null, ct);

    private static async Task<IResult> AskAsync(
        string slug, [FromForm] string? text, [FromForm(Name = "private")] bool? isPrivate, HttpContext context, ICatalogBrowsing catalog, IQuestions questions, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return ReviewForms.SignInAt(visit, slug);
        }

        if (await catalog.FindAsync(slug, visit.Currency, ct) is not { } product)
        {
            return NotFoundPage.Show(context, visit);
        }

        var asked = await questions.AskAsync(
            product.Id, new QuestionContent(text ?? "", null, isPrivate == true), new ReviewAuthor(user, context.Connection.RemoteIpAddress?.ToString()), ct);
        return asked.Succeeded
            ? Pages.SeeOther(visit.To($"/p/{slug}/questions?said=asked"))
            : await ShowAsync(slug, 1, context, catalog, questions, FormProblems.Of(asked.Failure, visit), text, ct);
    }

    private static async Task<IResult> AnswerAsync(
        string slug, Guid id, [FromForm] string? text, HttpContext context, ICatalogBrowsing catalog, IQuestions questions, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return ReviewForms.SignInAt(visit, slug);
        }

        var answered = await questions.AnswerAsync(
            new QuestionId(id), text ?? "", new ReviewAuthor(user, context.Connection.RemoteIpAddress?.ToString()), visit.Caller.Seller, ct);
        return answered.Succeeded
            ? Pages.SeeOther(visit.To($"/p/{slug}/questions?said=answered"))
            : await ShowAsync(slug, 1, context, catalog, questions, FormProblems.Because(Problems.Say(answered.Failure, visit)), null, ct);
    }

    private static async Task<IResult> ShowAsync(
        string slug, int page, HttpContext context, ICatalogBrowsing catalog, IQuestions questions, FormProblems? problems, string? text, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (await catalog.FindAsync(slug, visit.Currency, ct) is not { } product)
        {
            return NotFoundPage.Show(context, visit);
        }

        var list = await questions.ListAsync(new QuestionQuery(product.Id, new Contracts.PageRequest(Math.Clamp(page, 1, 10_000), PageSize), Viewer: visit.Caller.User), ct);
        return Pages.Show<QuestionsPage>(
            context, visit, new { Product = product, Questions = list, Problems = problems, Text = text, Said = context.Request.Query["said"].ToString() }, problems is null ? 200 : 400);
    }
}
