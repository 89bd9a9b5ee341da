package io.cordon.sandbox.aws;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An XML answer of moto, to read and to put right. Names are local: prefixes do not occur. */
final class XmlAnswer {
  private final Document document;

  private XmlAnswer(Document document) {
    this.document = document;
  }

  static XmlAnswer parse(String text) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new XmlAnswer(
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(text))));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("moto answered no XML: " + text, e);
    }
  }

  /** Every element of that name, in the order of the text. */
  List<Element> all(String name) {
    var nodes = document.getElementsByTagName(name);
    var found = new ArrayList<Element>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** The text of the first element of that name, or "". */
  String text(String name) {
    var found = all(name);
    return found.isEmpty() ? "" : found.getFirst().getTextContent();
  }

  /** The text of a child, or "". */
  static String text(Element parent, String child) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n.getNodeName().equals(child)) {
        return n.getTextContent();
      }
    }
    return "";
  }

  /** Gives the parent one child of that name with that text, in place of what it had. */
  static void set(Element parent, String child, String text) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n.getNodeName().equals(child)) {
        n.setTextContent(text);
        return;
      }
    }
    Element added = parent.getOwnerDocument().createElement(child);
    added.setTextContent(text);
    parent.appendChild(added);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    try {
      var transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      var text = new StringWriter();
      transformer.transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }
}
