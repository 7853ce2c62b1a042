"""Opens exported graphs as their readers do, and prints what was found: format, nodes, edges."""

import json
import sys

import networkx
import rdflib

folder = sys.argv[1]
luocdo = rdflib.Namespace("urn:luocdo:term:")
SORTS = ["Document", "Agency", "Task", "Project", "Enterprise", "Person", "Place", "Target"]


def show(name, graph):
    for _, _, edge in graph.edges(data=True):
        assert edge["kind"], edge
    print(name, graph.number_of_nodes(), graph.number_of_edges())


show("graphml", networkx.read_graphml(f"{folder}/graphml", force_multigraph=True))
# Where no two nodes are joined twice this reader gives another class, and counts the same.
show("gexf", networkx.read_gexf(f"{folder}/gexf"))
with open(f"{folder}/json", encoding="utf-8") as file:
    show("json", networkx.node_link_graph(json.load(file), attrs=dict(
        source="source", target="target", name="id", key="key", link="edges")))
for name, syntax in [("turtle", "turtle"), ("jsonld", "json-ld")]:
    graph = rdflib.Graph().parse(f"{folder}/{name}", format=syntax)
    nodes = {s for sort in SORTS for s in graph.subjects(rdflib.RDF.type, luocdo[sort])}
    edges = set(graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    print(name, len(nodes), len(edges))
