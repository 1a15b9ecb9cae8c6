using System.CommandLine;
using Maru.Hosting;

namespace Maru.Commands;

/// <summary><c>maru modules</c>: what this binary can run, in the order in which it starts.</summary>
internal static class ModulesCommand
{
    public static Command Create()
    {
        var command = new Command("modules", "List the modules of this binary.");
        command.SetAction(_ =>
        {
            foreach (var module in ShopModules.All)
            {
                Console.WriteLine(module.Needs.Count == 0 ? module.Name : $"{module.Name,-16}needs {string.Join(", ", module.Needs)}");
            }
        });
        return command;
    }
}
