namespace Maru.Platform.Modules;

/// <summary>Refuses sets of modules that cannot be started: duplicate names, unknown needs, circles.</summary>
internal static class ModuleOrder
{
    public static void Check(IReadOnlyList<IModule> modules)
    {
        var byName = new Dictionary<string, IModule>();
        foreach (var module in modules)
        {
            if (module.Name.Length == 0 || !module.Name.All(char.IsAsciiLetterLower))
            {
                throw new InvalidOperationException($"'{module.Name}' is no name for a module: lower-case letters only.");
            }

            if (!byName.TryAdd(module.Name, module))
            {
                throw new InvalidOperationException($"There are two modules named {module.Name}.");
            }
        }

        foreach (var module in modules)
        {
            foreach (var need in module.Needs.Where(n => !byName.ContainsKey(n)))
            {
                throw new InvalidOperationException($"{module.Name} needs {need}, which does not exist.");
            }

            Visit(module, byName, []);
        }
    }

    private static void Visit(IModule module, Dictionary<string, IModule> byName, List<string> path)
    {
        if (path.Contains(module.Name))
        {
            throw new InvalidOperationException($"Modules need each other in a circle: {string.Join(" -> ", [.. path, module.Name])}.");
        }

        foreach (var need in module.Needs)
        {
            Visit(byName[need], byName, [.. path, module.Name]);
        }
    }
}
